//! A captured packet: Ethernet, IPv4 and TCP headers before the payload (IEEE 802.3; RFC 791; RFC 9293), as `tcpdump -X`
//! and Wireshark show them.

/// Where the payload begins; 0 when the bytes are no packet.
pub fn payload(bytes: &[u8]) -> usize {
    [0, 14].into_iter().find_map(|at| tcp(bytes, at)).unwrap_or(0)
}

fn tcp(bytes: &[u8], at: usize) -> Option<usize> {
    let ethernet = at == 0 || bytes.get(at - 2..at)? == [0x08, 0x00];
    let ip = bytes.get(at..)?;
    let first = *ip.first()?;
    let ip_header = usize::from(first & 0x0F) * 4;
    let total = usize::from(*ip.get(2)?) << 8 | usize::from(*ip.get(3)?);
    let is_tcp = first >> 4 == 4 && ip_header >= 20 && *ip.get(9)? == 6;
    let tcp_header = usize::from(*ip.get(ip_header + 12)? >> 4) * 4;
    let start = ip_header + tcp_header;
    let fits = ethernet && is_tcp && tcp_header >= 20 && start < total && total <= ip.len() + 4;
    fits.then_some(at + start)
}
