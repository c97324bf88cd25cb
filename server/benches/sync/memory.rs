//! What a server takes in memory: the program itself in a process of its own, on a copy of the database, read from the system
//! (`proc_pid_status(5)`) after it has started, after a tablet has fetched everything, and at its highest.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use server::service::PullScope;
use server::store::SyncStore;
use sync::protocol::Seq;
use tokio::net::TcpListener;
use tokio::time::sleep;

use crate::Result;
use crate::growth::copy_for_server;
use crate::mall::Mall;
use crate::transport::Transport;

/// Pushes of a hundred while it is looked at.
const PUSHES: usize = 20;

/// Mebibytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Memory {
    pub(crate) cases: u64,
    pub(crate) started: f64,
    pub(crate) after_work: f64,
    pub(crate) highest: f64,
}

/// Ended however the benchmark ends.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts it, lets a tablet fetch everything and devices push, and reads what it took.
pub(crate) async fn of_server(folder: &Path, mall: &Mall) -> Result<Memory> {
    let data = copy_for_server(folder, mall).await?;
    let free = TcpListener::bind("127.0.0.1:0").await?.local_addr()?;
    let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
    command.args(["--listen", &free.to_string(), "--point-id", &mall.id.0.to_string(), "--log", "error"]);
    command.arg("--data-dir").arg(&data).args(["--claim-secret", &"07".repeat(32)]);
    let server = Server(command.stdout(Stdio::null()).spawn()?);
    let transport = Transport::of_process(free, mall, &data.join("contact-point.db")).await?;
    let started = until_it_answers(&transport, &server).await?;

    let mut tablet = transport.device().await?;
    let (epoch, head) = (mall.store.point(mall.id).await?.epoch, mall.head().await?);
    let mut since = Seq(0);
    // As a tablet fetches: a page after another. How many entities a page has is the server's business.
    while since < head {
        let parcel = tablet.pull(since, epoch, &PullScope::everything());
        tablet.send(parcel).await?;
        since = tablet.cursor()?.filter(|next| *next > since).ok_or("the server gives no next page")?;
    }
    for place in 0..PUSHES {
        let parcel = tablet.push(crate::growth::later(place))?;
        tablet.send(parcel).await?;
    }
    let after_work = status(&server, "VmRSS")?;
    Ok(Memory { cases: mall.filed, started, after_work, highest: status(&server, "VmHWM")? })
}

async fn until_it_answers(transport: &Transport, server: &Server) -> Result<f64> {
    let begun = Instant::now();
    while transport.device().await.is_err() {
        if begun.elapsed() > Duration::from_secs(60) {
            return Err("the server does not answer".into());
        }
        sleep(Duration::from_millis(50)).await;
    }
    // The first look at what is due, and at whether everything adds up, belongs to the start.
    sleep(Duration::from_secs(3)).await;
    status(server, "VmRSS")
}

fn status(server: &Server, name: &str) -> Result<f64> {
    let text = fs::read_to_string(format!("/proc/{}/status", server.0.id()))?;
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    let kibibytes: u32 = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok()).ok_or("no such figure")?;
    Ok(f64::from(kibibytes) / 1024.0)
}
