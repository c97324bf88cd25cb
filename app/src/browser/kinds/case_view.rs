//! A consumer's own cases: what was filed or is followed on this device, as the server last told it.

use domain::{
    case::{CaseView, Command, VIEW_KIND},
    ids::{CaseId, StaffId},
};
use leptos::prelude::*;
use sync::engine::{Engine, Key, OutboxRow, RowState};

use super::{Changed, KindView};
use crate::{
    browser::driver::{Driver, refusal},
    device::{Delivery, OwnCase, WaitingWords},
};

/// The cases on this device.
#[derive(Debug)]
pub struct MyCases;

impl KindView for MyCases {
    fn kind(&self) -> &'static str {
        VIEW_KIND.name
    }

    fn show(&self, driver: &Driver, _: Option<StaffId>, changed: &Changed<'_>) {
        if !changed.has_kind(VIEW_KIND.name) && !changed.has_ops() {
            return;
        }
        let engine = driver.engine.borrow();
        let rows: Vec<_> =
            engine.rows().filter_map(|row| Some((row, driver.opened(&row.op).case_payload()?))).collect();
        let mine: Vec<_> = driver
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
                    saved: !driver.is_memory_only(filing.case, filed.map(|(row, _)| row.op.id)),
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
        driver.device.mine.maybe_update(|shown| {
            let differs = *shown != mine;
            if differs {
                *shown = mine;
            }
            differs
        });
    }
}

fn view_of(engine: &Engine, case: CaseId) -> Option<CaseView> {
    let key = Key { kind: VIEW_KIND.name.into(), id: case.to_string() };
    engine.replica().get(&key)?.body.read()
}

fn delivery(row: &OutboxRow) -> Delivery {
    match refusal(row) {
        Some(detail) => Delivery::SetAside { detail },
        None if matches!(row.state, RowState::Receipted { .. }) => Delivery::Delivered,
        None => Delivery::Waiting,
    }
}
