//! What taps do. An element carries what it does as words in `data-act`; one listener carries it out for all of them, so
//! that a long message costs no listeners.

use crate::{
    host, light,
    model::{Model, Said},
    support,
};
use field39::{
    catalogue::{self, SystemId},
    fold::fold,
};
use leptos::web_sys::{Element, Event, HtmlDialogElement, HtmlElement};
use std::rc::Rc;
use wasm_bindgen::{JsCast, prelude::Closure};

/// Listens for taps below the input.
pub fn listen(body: &HtmlElement, model: &Rc<Model>) -> Closure<dyn Fn(Event)> {
    let model = Rc::clone(model);
    let taps = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(target) = target {
            tapped(&model, &target);
        }
    });
    let _ = body.add_event_listener_with_callback("click", taps.as_ref().unchecked_ref());
    taps
}

fn tapped(model: &Rc<Model>, target: &Element) {
    if let Ok(Some(element)) = target.closest("[data-act]")
        && let Some(act) = element.get_attribute("data-act")
    {
        run(model, &element, &act);
    } else if let Ok(Some(element)) = target.closest("[data-path]") {
        light::up(&element);
    }
}

fn run(model: &Rc<Model>, element: &Element, act: &str) {
    let (verb, object) = act.split_once(':').unwrap_or((act, ""));
    // Only a dialogue is asked for, so that nothing need be checked again.
    let dialog = || -> Option<HtmlDialogElement> {
        Some(element.closest(".card").ok()??.query_selector("dialog").ok()??.unchecked_into())
    };
    match verb {
        "system" => {
            let system = SystemId::find(object);
            model.change(|state| {
                state.system = if state.system == system { None } else { system };
                state.picked = None;
            });
        }
        "pick" => {
            let (system, printed) = object.split_once(':').unwrap_or_default();
            let code: String = printed.chars().map(fold).collect();
            let entry = SystemId::find(system).and_then(|system| catalogue::lookup_in(system, &code));
            let path = host::page(&model.read().language, system, printed);
            if model.say("select", &[object, "\n", &path].concat()) {
                model.show(|state| state.picked = entry);
            }
        }
        "query" | "open" => {
            model.say(verb, object);
        }
        "dialect" => model.change(|state| {
            state.dialect = Some(object.to_owned());
            state.message = 0;
        }),
        "message" => model.show(|state| state.message = object.parse().unwrap_or_default()),
        "more" => model.show(|state| state.more += 1),
        "customer" => {
            if let Some(dialog) = dialog() {
                let _ = dialog.show_modal();
            }
        }
        "back" if model.read().said == Said::Armed => {
            if let Some(dialog) = dialog() {
                dialog.close();
            }
            model.show(|state| state.said = Said::Nothing);
        }
        "back" => model.said(Said::Armed),
        "copy" if model.say("copy", object) => support::copy(model, object),
        _ => {}
    }
}
