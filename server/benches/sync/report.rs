//! What the rounds say together.

use std::fs;
use std::io::{Write, stdout};

use serde_json::{Value, json};

use crate::Result;
use crate::growth::Growth;
use crate::samples::{Samples, percentile};

/// One line of the table: all rounds of one kind of work in one way.
#[derive(Debug)]
pub(crate) struct Line {
    title: String,
    way: &'static str,
    /// Operations in a transaction, or cases in a pull.
    rows: f64,
    rounds: Vec<(Samples, Samples)>,
}

/// Everything.
#[derive(Debug)]
pub(crate) struct Report {
    rounds: usize,
    cases: usize,
    /// Operations that were pushed in all.
    pub(crate) pushed: usize,
    /// Whether both databases held the same rows in the end.
    pub(crate) same_rows: bool,
    pub(crate) lines: Vec<Line>,
    pub(crate) growth: Growth,
    steps: Vec<(&'static str, f64)>,
}

impl Line {
    /// The line at a place, made where there is none.
    pub(crate) fn at<'a>(
        all: &'a mut Vec<Self>,
        place: usize,
        title: String,
        way: &'static str,
        rows: f64,
    ) -> &'a mut Self {
        if all.len() <= place {
            all.push(Self { title, way, rows, rounds: Vec::new() });
        }
        &mut all[place]
    }

    /// Adds a round: ours beside the raw limit.
    pub(crate) fn add(&mut self, ours: Samples, raw: Samples) {
        self.rounds.push((ours, raw));
    }

    fn rates(&self, of: impl Fn(&(Samples, Samples)) -> f64) -> [f64; 3] {
        let all: Vec<f64> = self.rounds.iter().map(of).collect();
        [percentile(&all, 50), percentile(&all, 0), percentile(&all, 100)]
    }

    /// Milliseconds of a request: median and 99th percentile over all rounds.
    fn latency(&self, of: impl Fn(&(Samples, Samples)) -> &Samples) -> [f64; 2] {
        let each = self.rounds.iter().flat_map(|round| &of(round).each);
        let all: Vec<f64> = each.map(|took| took.as_secs_f64() * 1e3).collect();
        [percentile(&all, 50), percentile(&all, 99)]
    }

    fn json(&self) -> Value {
        let ratio = self.rates(|(ours, raw)| ours.rate() / raw.rate() * 100.0);
        json!({
            "what": self.title,
            "way": self.way,
            "rows_each": self.rows,
            "per_second": self.rates(|(ours, _)| ours.rate()),
            "ms_p50_p99": self.latency(|(ours, _)| ours),
            "raw_per_second": self.rates(|(_, raw)| raw.rate()),
            "raw_ms_p50_p99": self.latency(|(_, raw)| raw),
            "percent_of_raw": ratio,
        })
    }

    fn print(&self, out: &mut impl Write) -> Result<()> {
        let [rate, slowest, fastest] = self.rates(|(ours, _)| ours.rate());
        let [p50, p99] = self.latency(|(ours, _)| ours);
        let [raw, raw_slowest, raw_fastest] = self.rates(|(_, raw)| raw.rate());
        let [raw_p50, raw_p99] = self.latency(|(_, raw)| raw);
        let [ratio, worst, best] = self.rates(|(ours, raw)| ours.rate() / raw.rate() * 100.0);
        let ours = format!("{rate:.0} ({slowest:.0}–{fastest:.0})");
        let theirs = format!("{raw:.0} ({raw_slowest:.0}–{raw_fastest:.0})");
        let (latency, raw_latency) = (format!("{p50:.2} / {p99:.2}"), format!("{raw_p50:.2} / {raw_p99:.2}"));
        let ratio = format!("{ratio:.0} % ({worst:.0}–{best:.0})");
        let Self { title, way, rows, .. } = self;
        writeln!(
            out,
            "{title:<24} {way:<8} {rows:>6.1}  {ours:>24} {latency:>15}  {theirs:>24} {raw_latency:>15}  {ratio:>16}"
        )?;
        Ok(())
    }
}

impl Report {
    pub(crate) fn new(rounds: usize, cases: usize) -> Self {
        Self {
            rounds,
            cases,
            pushed: 0,
            same_rows: false,
            lines: Vec::new(),
            growth: Growth::default(),
            steps: Vec::new(),
        }
    }

    /// Where the time of one push goes.
    pub(crate) fn time_of_a_push(&mut self, steps: &[(&'static str, f64)]) {
        self.steps = steps.to_vec();
    }

    /// A table for people, then one line for programs.
    pub(crate) fn print(&self) -> Result<()> {
        let mut out = stdout().lock();
        let cores = std::thread::available_parallelism()?;
        let profile = if cfg!(debug_assertions) { "dev (says nothing about speed)" } else { "release" };
        let (processor, load) = (processor(), load());
        let Self { rounds, cases, pushed, same_rows, .. } = self;
        writeln!(out, "\nSync beside the raw limit of SQLite (WAL, synchronous=FULL), medians of {rounds} rounds")?;
        writeln!(
            out,
            "{cores} cores ({processor}), load {load}, profile {profile}, {pushed} operations, {cases} cases"
        )?;
        let words = if *same_rows { "hold the same rows" } else { "DIFFER: the comparison is void" };
        writeln!(out, "Both databases {words}. Rows: operations in a transaction, or cases in a pull.\n")?;
        writeln!(
            out,
            "{:<24} {:<8} {:>6}  {:>24} {:>15}  {:>24} {:>15}  {:>16}",
            "", "through", "rows", "a second (min–max)", "p50 / p99 ms", "raw (min–max)", "p50 / p99 ms", "of raw"
        )?;
        for line in &self.lines {
            line.print(&mut out)?;
        }
        writeln!(out, "\nWhere the time of a push goes (1 device, 1 op each, through the service; medians)")?;
        for (step, took) in &self.steps {
            writeln!(out, "  {step:<24} {took:>8.0} µs")?;
        }
        self.growth.print(&mut out)?;
        let lines: Vec<Value> = self.lines.iter().map(Line::json).collect();
        let steps: Vec<Value> = self.steps.iter().map(|(step, took)| json!({ "step": step, "us": took })).collect();
        let all = json!({
            "bench": "sync", "profile": profile, "cores": cores, "processor": processor, "load": load,
            "rounds": rounds, "operations": pushed, "cases": cases, "same_rows": same_rows,
            "lines": lines, "push": steps, "growth": self.growth.json(),
        });
        writeln!(out, "\n{all}")?;
        Ok(())
    }
}

/// What the machine says of itself, where it is asked the Linux way.
fn processor() -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = text.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    name.map_or_else(|| std::env::consts::ARCH.to_owned(), |(_, name)| name.to_owned())
}

/// Others at work on the machine make every number here smaller.
fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().map_or_else(|| "unknown".to_owned(), str::to_owned)
}
