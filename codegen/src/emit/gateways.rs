//! Tables of what stands in answers of gateways.

use super::systems::table;
use crate::{model::Catalogue, read::AGAINST};

/// Any system, in a table where a number names one.
const ANY: usize = 255;

/// Writes the tables.
pub fn emit(out: &mut String, model: &Catalogue) {
    let gateways = &model.gateways;
    let place = |key: &str| model.systems.iter().position(|system| system.key.value == key);
    let keys = gateways.keys.iter().filter_map(|key| {
        let system = place(&key.system.value)?;
        Some(format!(
            "GatewayKey {{ name: {:?}, system: {system}, prefix: {:?}, beside: {:?}, weight: {}, common: {} }}",
            key.name.value, key.prefix, key.beside, key.weight, key.common
        ))
    });
    table(out, "GATEWAY_KEYS", "GatewayKey", keys.collect());
    let kin =
        gateways.kin.iter().filter_map(|(system, names)| Some(format!("({}, &{names:?})", place(&system.value)?)));
    table(out, "GATEWAY_KIN", "(u8, &[&str])", kin.collect());
    let vetoes = gateways.vetoes.iter().map(|veto| {
        let system = veto.system.as_ref().and_then(|system| place(&system.value)).unwrap_or(ANY);
        let says = AGAINST.iter().find(|(name, _)| *name == veto.says.value).map_or(0, |(_, says)| *says);
        format!(
            "GatewayVeto {{ system: {system}, keys: &{:?}, values: &{:?}, except: &{:?}, says: {says} }}",
            veto.keys, veto.values, veto.except
        )
    });
    table(out, "GATEWAY_VETOES", "GatewayVeto", vetoes.collect());
    for (name, texts) in [("GATEWAY_WORLDLY", &gateways.worldly), ("GATEWAY_TELLING", &gateways.telling)] {
        table(out, name, "&str", texts.iter().map(|text| format!("{text:?}")).collect());
    }
}
