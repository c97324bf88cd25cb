//! The document of the interface says what the server does, no more and no less.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use sync::protocol::Code;

type Endpoints = BTreeSet<(String, String)>;

fn document() -> Value {
    serde_json::from_str(&server::http::openapi()).expect("JSON")
}

fn documented() -> Endpoints {
    let paths = document()["paths"].as_object().cloned().unwrap_or_default();
    let of_path = |(path, methods): (String, Value)| {
        let methods: Vec<String> = methods.as_object().map(|all| all.keys().cloned().collect()).unwrap_or_default();
        methods.into_iter().map(move |method| (method, path.clone()))
    };
    paths.into_iter().flat_map(of_path).collect()
}

/// Every `.route("/api/…", get(…).post(…))` in the sources.
fn routed(folder: &Path, found: &mut Endpoints) {
    for entry in fs::read_dir(folder).expect("the sources").map(|entry| entry.expect("a file").path()) {
        if entry.is_dir() {
            routed(&entry, found);
            continue;
        }
        let source = fs::read_to_string(&entry).expect("a source");
        for route in source.split(".route(\"").skip(1) {
            let Some((path, rest)) = route.split_once('"') else { continue };
            let handlers = rest.lines().next().unwrap_or_default();
            for method in ["get", "post", "put", "patch", "delete", "head", "options"] {
                let is_there = handlers.contains(&format!(" {method}(")) || handlers.contains(&format!(".{method}("));
                if path.starts_with("/api/") && is_there {
                    found.insert((method.to_owned(), path.to_owned()));
                }
            }
        }
    }
}

#[test]
fn every_route_is_documented_and_every_documented_path_is_a_route() {
    let mut routes = Endpoints::new();
    routed(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/http"), &mut routes);
    assert!(routes.contains(&("post".into(), "/api/v1/push".into())), "the sources are read rightly");
    assert_eq!(documented(), routes);
}

#[test]
fn every_code_is_documented() {
    let document = document();
    let words = document["components"]["schemas"]["Code"]["enum"].as_array().expect("the words").clone();
    let codes: Vec<Value> = Code::ALL.iter().map(|code| code.as_str().into()).collect();
    assert_eq!(words, codes);
}

#[test]
fn every_type_that_is_named_is_described() {
    let document = document();
    let text = document.to_string();
    for name in text.split("#/components/schemas/").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(document["components"]["schemas"].get(name).is_some(), "{name}");
    }
}
