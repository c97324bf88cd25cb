//! What growth and memory say.

use std::io::Write;

use serde_json::{Value, json};

use crate::Result;
use crate::growth::{At, Cost, Growth};

impl Growth {
    /// Tables for people.
    pub(crate) fn print(&self, out: &mut impl Write) -> Result<()> {
        let Some(first) = self.sizes.first() else { return Ok(()) };
        writeln!(
            out,
            "\nHow cost grows with cases: median ms of a request (raw), and how many times that of the smallest"
        )?;
        writeln!(
            out,
            "{:>10}  {:>24}  {:>12}  {:>24}  {:>24}",
            "cases", "pull of 10 changes", "over HTTP", "push of 1", "push of 100"
        )?;
        for at in &self.sizes {
            let cell = |of: fn(&At) -> Cost| {
                let (now, then) = (of(at), of(first));
                format!("{:.2} ({:.2}) {:.2}× ({:.2}×)", now.ours, now.raw, now.ours / then.ours, now.raw / then.raw)
            };
            let http = format!("{:.2} {:.2}×", at.pull_http, at.pull_http / first.pull_http);
            let (pull, single, batch) = (cell(|at| at.pull), cell(|at| at.single), cell(|at| at.batch));
            writeln!(out, "{:>10}  {pull:>24}  {http:>12}  {single:>24}  {batch:>24}", at.cases)?;
        }
        if let Some(disk) = &self.disk {
            writeln!(
                out,
                "\nBytes of a case on the disk: {:.0}, of which what the consumer wrote is {} as JSON",
                disk.all, disk.complaint
            )?;
            for (table, bytes) in &disk.tables {
                writeln!(out, "  {table:<40} {bytes:>8.0}")?;
            }
        }
        if let Some(memory) = &self.memory {
            writeln!(
                out,
                "\nMemory of the server with {} cases (RSS): {:.1} MB started, {:.1} MB after a tablet has fetched all and 2,000 \
                 were filed, {:.1} MB at its highest",
                memory.cases, memory.started, memory.after_work, memory.highest
            )?;
        }
        Ok(())
    }

    /// The same for programs.
    pub(crate) fn json(&self) -> Value {
        let cost = |cost: Cost| json!({ "ms": cost.ours, "raw_ms": cost.raw });
        let at = |at: &At| {
            json!({
                "cases": at.cases, "pull": cost(at.pull), "pull_http_ms": at.pull_http,
                "push_1": cost(at.single), "push_100": cost(at.batch),
            })
        };
        json!({
            "sizes": self.sizes.iter().map(at).collect::<Vec<_>>(),
            "bytes_a_case": self.disk.as_ref().map(|disk| disk.all),
            "memory_mb": self.memory.map(|memory| json!({
                "cases": memory.cases, "started": memory.started, "after_work": memory.after_work, "highest": memory.highest,
            })),
        })
    }
}
