//! Pulls of three scopes.

use std::time::{Duration, Instant};

use server::service::{Kinds, PullScope};
use server::testing::claim;
use sync::protocol::{Epoch, Seq};

use crate::Result;
use crate::mall::Mall;
use crate::samples::Samples;
use crate::transport::Transport;

/// Something to pull.
#[derive(Clone, Debug)]
pub(crate) struct What {
    pub(crate) title: String,
    pub(crate) scope: PullScope,
    /// The cursors of its pages.
    pub(crate) pages: Vec<Seq>,
    /// How often in one round.
    pub(crate) times: usize,
    pub(crate) epoch: Epoch,
    pub(crate) rows: usize,
}

impl What {
    /// Cases in one pull.
    pub(crate) fn rows(&self) -> f64 {
        crate::samples::count(self.rows)
    }
}

/// Each of them.
pub(crate) async fn all(mall: &Mall) -> Result<[What; 3]> {
    let service = &mall.service;
    let mut pages = vec![Seq(0)];
    let mut answer = service.pull(Seq(0), None, &PullScope::everything()).await?;
    let epoch = answer.epoch;
    while answer.more {
        pages.push(answer.cursor);
        answer = service.pull(answer.cursor, Some(epoch), &PullScope::everything()).await?;
    }
    let head = answer.cursor;
    let last = PullScope::Claims(vec![claim(mall.filed)], Kinds::All);
    let cases = crate::CASES;
    let (staff, newest) = (PullScope::everything(), vec![Seq(head.0 - 10)]);
    Ok([
        What { title: format!("staff, all {cases} cases"), scope: staff.clone(), pages, times: 5, epoch, rows: cases },
        What { title: "staff, 10 changes".to_owned(), scope: staff, pages: newest, times: 100, epoch, rows: 10 },
        What {
            title: "consumer, 1 case".to_owned(),
            scope: last,
            pages: vec![Seq(head.0 - 1)],
            times: 200,
            epoch,
            rows: 1,
        },
    ])
}

/// Pulls it as often as it says. One pull is all its pages.
pub(crate) async fn run(transport: &Transport, what: &What) -> Result<Samples> {
    let mut device = transport.device().await?;
    let mut each: Vec<Duration> = Vec::new();
    let begun = Instant::now();
    for _ in 0..what.times {
        let sent = Instant::now();
        for since in &what.pages {
            let parcel = device.pull(*since, what.epoch, &what.scope);
            device.send(parcel).await?;
        }
        each.push(sent.elapsed());
    }
    Ok(Samples { count: what.times, took: begun.elapsed(), each })
}
