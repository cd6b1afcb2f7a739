//! Fields and bytes that belong together light up together. Works on the page itself: nothing is made anew for it.

use leptos::web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};
use wasm_bindgen::JsCast;

/// Lights up what was tapped and its counterpart, and brings that into view; a second tap puts it out.
pub fn up(tapped: &Element) {
    let path = tapped.get_attribute("data-path").unwrap_or_default();
    let was_on = tapped.get_attribute("data-on").is_some();
    let Ok(Some(message)) = tapped.closest(".message") else { return };
    let Ok(all) = message.query_selector_all("[data-path]") else { return };
    let inside = [&path, "."].concat();
    let mut shown = false;
    for at in 0..all.length() {
        let Some(element) = all.get(at).and_then(|node| node.dyn_into::<Element>().ok()) else { continue };
        let own = element.get_attribute("data-path").unwrap_or_default();
        let is_row = is_row(&element);
        // A field that holds others is all of their bytes, but not their rows.
        let on = !was_on && (own == path || (!is_row && own.starts_with(&inside)));
        if !on {
            let _ = element.remove_attribute("data-on");
            continue;
        }
        let _ = element.set_attribute("data-on", "true");
        if element != *tapped && !shown && is_row != self::is_row(tapped) {
            shown = true;
            unfold(&element);
            scroll(&element);
        }
    }
}

/// Whether it is the row of a field, and not one of its bytes.
fn is_row(element: &Element) -> bool {
    !element.get_attribute("class").is_some_and(|class| class.starts_with("run"))
}

/// Opens what the element is folded into.
fn unfold(element: &Element) {
    let mut inside = element.closest("details").ok().flatten();
    while let Some(details) = inside {
        let _ = details.set_attribute("open", "");
        inside = details.parent_element().and_then(|parent| parent.closest("details").ok().flatten());
    }
}

/// As little as is needed; not at all where the view is large enough for both.
fn scroll(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}
