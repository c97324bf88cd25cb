//! From the engine's memory to what pages show.

use std::sync::Arc;

use domain::{
    case::{CaseView, Command},
    ids::CaseId,
    words::Bilingual,
};
use leptos::prelude::*;
use sync::{
    engine::{Key, OutboxRow, RowState, SetAsideReason},
    protocol::{Body, OpId, Outcome},
};

use super::Driver;
use crate::device::{Delivery, OwnCase, WaitingWords};

impl Driver {
    /// Shows everything anew.
    pub fn show_all(&self) {
        self.show_notice();
        self.show_mine();
        self.show_staff();
    }

    /// Shows what changed.
    pub(super) fn show_changed(&self, ops: &[OpId], entities: &[Key]) {
        if entities.iter().any(|key| key.kind == "board") {
            self.show_notice();
        }
        if !ops.is_empty() || entities.iter().any(|key| key.kind == "case_view") {
            self.show_mine();
        }
        if !ops.is_empty() || entities.iter().any(|key| matches!(key.kind, "case" | "staff" | "merchant")) {
            self.show_staff();
        }
    }

    fn show_staff(&self) {
        let observer = self.staff_observer.borrow().clone();
        if let Some(observer) = observer {
            observer.show(self);
        }
    }

    fn show_notice(&self) {
        let engine = self.engine.borrow();
        let found = engine.replica().iter().find_map(|change| match &change.body {
            Body::Board(notice) => Some((**notice).clone()),
            _ => None,
        });
        if let Some(notice) = found {
            self.device.notice.maybe_update(|shown| {
                let differs = shown.as_deref() != Some(&notice);
                if differs {
                    *shown = Some(Arc::new(notice));
                }
                differs
            });
        }
    }

    pub(super) fn show_mine(&self) {
        let engine = self.engine.borrow();
        let rows: Vec<_> = engine.rows().filter_map(|row| Some((row, row.op.case_payload()?))).collect();
        let mine: Vec<_> = self
            .filings
            .borrow()
            .iter()
            .map(|filing| {
                let of_case = || rows.iter().filter(|(_, body)| body.case == filing.case);
                let filed = of_case().find(|(_, body)| matches!(body.command, Command::File { .. }));
                OwnCase {
                    id: filing.case,
                    claim: filing.claim.clone(),
                    kind: filing.kind,
                    goods: filing.goods.clone(),
                    filed_at: filing.filed_at,
                    saved: !self.memory_only.borrow().filings.iter().any(|memory_only| memory_only.case == filing.case),
                    delivery: filed.map_or(Delivery::Delivered, |(row, _)| delivery(row)),
                    view: view_of(&engine, filing.case),
                    waiting: of_case()
                        .filter(|(row, body)| {
                            !matches!(body.command, Command::File { .. })
                                && !matches!(row.state, RowState::Receipted { .. })
                        })
                        .map(|(row, body)| WaitingWords {
                            at: row.queued_at,
                            command: body.command.clone(),
                            refused: refusal(row),
                        })
                        .collect(),
                }
            })
            .collect();
        self.device.mine.maybe_update(|shown| {
            let differs = *shown != mine;
            if differs {
                *shown = mine;
            }
            differs
        });
    }
}

fn view_of(engine: &sync::engine::Engine, case: CaseId) -> Option<CaseView> {
    engine.replica().iter().find_map(|change| match &change.body {
        Body::CaseView(view) if view.id == case => Some((**view).clone()),
        _ => None,
    })
}

fn delivery(row: &OutboxRow) -> Delivery {
    match refusal(row) {
        Some(detail) => Delivery::SetAside { detail },
        None if matches!(row.state, RowState::Receipted { .. }) => Delivery::Delivered,
        None => Delivery::Waiting,
    }
}

/// Why an operation was set aside, for a person.
pub fn refusal(row: &OutboxRow) -> Option<Bilingual> {
    let RowState::SetAside { why, receipt } = &row.state else { return None };
    Some(match (why, receipt.as_ref().map(|receipt| &receipt.outcome)) {
        (_, Some(Outcome::Rejected { detail, .. } | Outcome::Quarantined { detail, .. })) => detail.clone(),
        (SetAsideReason::Refused { code }, _) => code.sentence().into(),
        (SetAsideReason::Unsupported, _) => crate::words::NEWER_THAN_SERVER.into(),
        _ => crate::words::SET_ASIDE.into(),
    })
}
