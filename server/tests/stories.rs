//! What the server promises, told in the words of the field: a file for each subject, all in one program, which is linked once.

mod access;
mod accounts;
mod albums;
mod as_people_type;
mod attachments;
mod bad_input;
mod canned_replies;
mod cli;
mod clock_jumps;
mod data_at_rest;
mod desk;
mod devices;
mod doctor;
mod draft_handoffs;
mod evidence;
mod feed;
mod figures;
mod flood;
mod forms;
mod fund;
mod goods_files;
mod goods_ledger;
mod guides;
mod headers;
mod intake;
mod kiosks;
mod ledger;
mod ledger_feed;
mod merchant_answer;
mod merchant_application;
mod merchant_files;
mod merchant_list;
mod metrics;
mod objection;
mod obligations;
mod one_address;
mod openapi;
mod orphaned_ops;
mod oversight;
mod pokes;
mod postgresql;
mod postgresql_dies;
mod postings;
mod publications;
mod pull;
mod push;
mod re_identification;
mod regulator;
mod restore;
mod roster;
mod row_security;
mod rules;
mod rules_file;
mod running;
mod sample_data;
mod scope;
mod sealed;
mod sessions;
mod staff_desk;
mod store_contract;
mod store_engines;
mod stream;
mod surroundings;
mod tls;
mod together;
mod training;
mod verify;
mod warnings;
mod web_push;
mod workdays;

/// A file that is not listed above would never run.
#[test]
fn every_file_of_this_folder_is_told() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let told = std::fs::read_to_string(folder.join("stories.rs")).expect("this file");
    for entry in std::fs::read_dir(&folder).expect("the folder").filter_map(Result::ok) {
        let name = entry.file_name().into_string().expect("a name");
        let Some(module) = name.strip_suffix(".rs").filter(|&module| module != "stories") else { continue };
        assert!(told.contains(&format!("\nmod {module};\n")), "tests/{name} is not listed in tests/stories.rs");
    }
}
