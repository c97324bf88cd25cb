//! The kinds of operation that this server can decide. Any other is kept until it can.

/// As [`domain::case::Command::kind`] names them.
const KINDS: [&str; 38] = [
    "case.file",
    "case.accept",
    "case.ask_more",
    "case.supplement",
    "case.reply",
    "case.note",
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
    "case.raise_warning",
    "case.pay_in_advance",
    "case.record_advance_paid",
];

pub(super) fn is_known(kind: &str) -> bool {
    KINDS.contains(&kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::case::Command;

    /// A kind is `case.` and the word that names its command: a command that this list lacks, or a word of this
    /// list that is no command, shows here.
    #[test]
    fn every_kind_is_a_command_and_every_command_is_a_kind() {
        let unknown = serde_json::from_str::<Command>(r#"{"nothing": {}}"#).expect_err("no such command").to_string();
        let words: Vec<&str> = unknown.split('`').skip(1).step_by(2).filter(|word| *word != "nothing").collect();
        assert_eq!(words.len(), KINDS.len(), "{unknown}");
        assert!(words.iter().all(|word| is_known(&format!("case.{word}"))), "{unknown}");
    }
}
