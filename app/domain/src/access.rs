//! Who may see what, as a table: shown to the regulator and to supervisors, and held against the server's interface by a test.

use crate::{
    role::Role,
    words::{Text, text},
};

/// A row: something that can be looked at, and by whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    /// The stable word for it.
    pub code: &'static str,
    /// What it is.
    pub what: Text,
    /// In which roles it can be looked at.
    pub roles: &'static [Role],
}

const EVERYBODY: &[Role] = &Role::ALL;
const STAFF: &[Role] = &[Role::Receptionist, Role::Mediator, Role::Quality, Role::Supervisor, Role::Administrator];
const SUPERVISORS: &[Role] = &[Role::Supervisor, Role::Administrator];
const SUPERVISORS_AND_REGULATOR: &[Role] = &[Role::Supervisor, Role::Administrator, Role::Regulator];

/// Every row.
pub const TABLE: &[Access] = &[
    Access {
        code: "cases",
        what: text("案件全文、消费者姓名电话、内部备注", "Whole cases, names and numbers of consumers, internal notes"),
        roles: STAFF,
    },
    Access {
        code: "regulator_list",
        what: text(
            "案件目录（不含个人信息），逐次留痕",
            "The list of cases without personal data; each look is logged",
        ),
        roles: SUPERVISORS_AND_REGULATOR,
    },
    Access {
        code: "regulator_case",
        what: text(
            "已移送、已做证据包的案件和举报线索，逐次留痕",
            "Cases that were passed on or packed as evidence, and reports; each look is logged",
        ),
        roles: SUPERVISORS_AND_REGULATOR,
    },
    Access {
        code: "looks", what: text("监管查阅记录", "The log of the regulator’s looks"), roles: SUPERVISORS
    },
    Access { code: "evidence", what: text("制作证据包", "Making evidence packs"), roles: SUPERVISORS },
    Access {
        code: "figures",
        what: text("分析汇总、集中问题", "Figures, and what is unusual"),
        roles: SUPERVISORS_AND_REGULATOR,
    },
    Access { code: "merchants", what: text("商户档案", "Files of merchants"), roles: EVERYBODY },
    Access {
        code: "goods", what: text("商品档案、进销货台账", "Files of goods, and their ledger"), roles: EVERYBODY
    },
    Access {
        code: "oversight",
        what: text("监督检查、制止措施、报告与配合", "Rounds, measures, reports and requests"),
        roles: EVERYBODY,
    },
    Access {
        code: "fund",
        what: text("先行赔付保证金账", "The ledger of the deposit pool"),
        roles: SUPERVISORS_AND_REGULATOR,
    },
    Access { code: "drafts", what: text("未发布的文稿", "What is not published yet"), roles: STAFF },
    Access { code: "roster", what: text("排班", "The roster"), roles: STAFF },
];

/// Whether somebody in that role may look at it. What no row names, nobody may.
#[must_use]
pub fn may(role: Role, code: &str) -> bool {
    TABLE.iter().any(|row| row.code == code && row.roles.contains(&role))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_regulator_reads_no_case_that_was_not_passed_on_and_nothing_of_how_staff_work() {
        for code in ["cases", "drafts", "roster", "looks", "evidence"] {
            assert!(!may(Role::Regulator, code), "{code}");
        }
        for code in ["regulator_list", "figures", "merchants", "goods", "oversight", "fund"] {
            assert!(may(Role::Regulator, code), "{code}");
        }
        assert!(!may(Role::Administrator, "no such row"));
        assert!(TABLE.iter().enumerate().all(|(place, row)| TABLE[..place].iter().all(|other| other.code != row.code)));
    }
}
