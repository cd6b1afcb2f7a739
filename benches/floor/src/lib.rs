//! A box, and below it what was typed.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(start)]
pub fn start() {
    mount_to_body(|| {
        let (text, set_text) = signal(String::new());
        view! {
            <input class="box" on:input=move |event| set_text.set(event_target_value(&event)) />
            <Show when=move || !text.get().is_empty()>
                <p class="answer">{text}</p>
            </Show>
        }
    });
}
