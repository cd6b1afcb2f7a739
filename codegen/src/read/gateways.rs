//! `pastes/gateways.toml` and `answers.toml`: keys of gateway answers, whose an answer is, and what in it speaks against an
//! approval.

use super::shown;
use crate::{
    fault::Faults,
    model::{Gateways, Key, Veto},
    toml_source::{self, Table},
};
use std::path::Path;

/// Reads both files.
pub fn read(root: &Path, faults: &mut Faults) -> Gateways {
    let mut gateways = Gateways::default();
    let open = |name: &str, faults: &mut Faults| {
        let path = root.join("pastes").join(name);
        toml_source::open(&path, &shown(root, &path), faults)
    };
    if let Some(table) = open("gateways.toml", faults) {
        gateways.keys = keys(&table, faults);
        table.finish(faults);
    }
    if let Some(table) = open("answers.toml", faults) {
        answers(&mut gateways, &table, faults);
        table.finish(faults);
    }
    gateways
}

fn keys(table: &Table, faults: &mut Faults) -> Vec<Key> {
    let mut keys = Vec::new();
    for row in table.tables("key", faults) {
        keys.push(Key {
            name: row.need("name", faults),
            system: row.need("system", faults),
            prefix: row.text("prefix", faults).unwrap_or_default().value,
            beside: row.text("beside", faults).unwrap_or_default().value,
            weight: row.number("weight", faults),
            common: row.flag("common", faults),
        });
        row.finish(faults);
    }
    keys
}

fn answers(gateways: &mut Gateways, table: &Table, faults: &mut Faults) {
    if let Some(common) = table.table("common", faults) {
        gateways.worldly = plain_list(&common, "values", faults);
        common.finish(faults);
    }
    if let Some(telling) = table.table("telling", faults) {
        gateways.telling = plain_list(&telling, "keys", faults);
        telling.finish(faults);
    }
    for row in table.tables("kin", faults) {
        let names = row.list("names", faults).into_iter().map(|name| name.value).collect();
        gateways.kin.push((row.need("system", faults), names));
        row.finish(faults);
    }
    for row in table.tables("veto", faults) {
        gateways.vetoes.push(Veto {
            system: row.text("system", faults),
            keys: plain_list(&row, "keys", faults),
            values: plain_list(&row, "values", faults),
            except: plain_list(&row, "except", faults),
            says: row.need("says", faults),
        });
        row.finish(faults);
    }
}

/// As the core compares names and values: letters and digits alone, in lower case.
fn plain_list(table: &Table, key: &str, faults: &mut Faults) -> Vec<String> {
    let plain =
        |text: String| text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    table.list(key, faults).into_iter().map(|text| plain(text.value)).collect()
}
