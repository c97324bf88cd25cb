//! Cases as a kind. Staff see the case, its consumer a view of it: two names on the wire for one thing.

use crate::{
    kind::{KindInfo, Viewer},
    role::Role,
};

/// Cases, as staff know them.
pub const KIND: KindInfo = KindInfo {
    name: "case",
    commands: &[
        "case.file",
        "case.register",
        "case.accept",
        "case.ask_more",
        "case.supplement",
        "case.reply",
        "case.note",
        "case.log_call",
        "case.set_reminder",
        "case.complete_reminder",
        "case.send_to_merchant",
        "case.start_mediation",
        "case.send_to_testing",
        "case.report_test",
        "case.settle",
        "case.close",
        "case.fail_mediation",
        "case.transfer",
        "case.decline",
        "case.withdraw",
        "case.object",
        "case.report_unperformed",
        "case.record_consent",
        "case.record_merchant_reply",
        "case.propose_settlement",
        "case.answer_proposal",
        "case.sign_settlement",
        "case.prove_performance",
        "case.record_reference",
        "case.confirm_solved",
        "case.rate",
        "case.recuse",
        "case.take_route",
        "case.override_mechanism",
        "case.request_seller_info",
        "case.release_seller_info",
        "case.assign",
        "case.hand_over",
        "case.merge",
        "case.unmerge",
        "case.split_report",
        "case.link_merchant",
        "case.raise_warning",
        "case.attach",
        "case.hold",
        "case.lift_hold",
        "case.pack_evidence",
        "case.pass_to_council",
        "case.record_council_receipt",
        "case.record_council_answer",
        "case.pay_in_advance",
        "case.record_advance_paid",
    ],
    begins: &["case.file", "case.register"],
    // What a device keeps it can show at any time: the regulator, whose looks are on record, asks the server for each.
    visible_to: |viewer| matches!(viewer, Viewer::Staff(role) if role != Role::Regulator),
    in_first_version: true,
};

/// Cases as their consumers see them: never a note, never a colleague's attempt.
pub const VIEW_KIND: KindInfo = KindInfo {
    name: "case_view",
    commands: &[],
    begins: &[],
    visible_to: |viewer| viewer == Viewer::Public,
    in_first_version: true,
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Command;

    /// A command that the list lacks, or a word of the list that is no command, shows here.
    #[test]
    fn every_operation_is_a_command_and_every_command_an_operation() {
        let unknown = serde_json::from_str::<Command>(r#"{"nothing": {}}"#).expect_err("no such command").to_string();
        let words: Vec<&str> = unknown.split('`').skip(1).step_by(2).filter(|word| *word != "nothing").collect();
        assert_eq!(words.len(), KIND.commands.len(), "{unknown}");
        assert!(words.iter().all(|word| KIND.commands.contains(&format!("case.{word}").as_str())), "{unknown}");
    }
}
