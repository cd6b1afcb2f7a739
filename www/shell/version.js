// The version of the element, which a second copy on the page is compared with. The same as in Cargo.toml.
export const VERSION = "0.1.0";
