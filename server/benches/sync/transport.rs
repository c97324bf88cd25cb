//! The two ways to a service: called, or asked over HTTP on the loopback by clients that keep their connection.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use server::accounts::token::Token;
use server::accounts::{Accounts, SessionTimes, Surroundings};
use server::http;
use server::http::client_address::Proxy;
use server::http::same_origin::OwnOrigin;
use server::http::staff::{SessionCookie, StaffState};
use server::service::{Caller, PullScope, Service};
use sync::protocol::{Epoch, PushRequest, Seq};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::mall::Mall;
use crate::{Result, raw};

const HOUR: Duration = Duration::from_secs(3_600);

/// How the service is reached.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Way {
    Service,
    Http,
}

/// Each of them.
pub(crate) const TRANSPORTS: [Way; 2] = [Way::Service, Way::Http];

impl Way {
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Http => "HTTP",
        }
    }
}

/// An open way; closed when dropped.
#[derive(Debug)]
pub(crate) enum Transport {
    Service(Service),
    Http { address: SocketAddr, cookie: String, serving: JoinHandle<()> },
}

impl Transport {
    /// Opens it.
    pub(crate) async fn open(mall: &Mall, way: Way) -> Result<Self> {
        if let Way::Service = way {
            return Ok(Self::Service(mall.service.clone()));
        }
        let times = SessionTimes { longest: HOUR, idle: HOUR };
        let around = Surroundings { world: Arc::clone(&mall.world), committed: Arc::new(|_| {}) };
        let accounts = Accounts::new(mall.id, Arc::new(mall.store.clone()), times, around)?;
        let staff = StaffState { accounts, cookie: SessionCookie::Plain, proxy: Proxy::None, web_push: None };
        let router = http::router(mall.service.clone(), staff, OwnOrigin(None))?;
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let router = router.into_make_service_with_connect_info::<SocketAddr>();
        let serving = tokio::spawn(async move {
            let _ = axum::serve(listener, router).await;
        });
        Ok(Self::Http { address, cookie: sign_in(mall, &mall.file).await?, serving })
    }

    /// A server that is a process of its own, on a database to which this one adds a session.
    pub(crate) async fn of_process(address: SocketAddr, mall: &Mall, file: &Path) -> Result<Self> {
        Ok(Self::Http { address, cookie: sign_in(mall, file).await?, serving: tokio::spawn(async {}) })
    }

    /// A device before it.
    pub(crate) async fn device(&self) -> Result<Device> {
        Ok(match self {
            Self::Service(service) => Device::Service(service.clone()),
            Self::Http { address, cookie, .. } => {
                let stream = TcpStream::connect(address).await?;
                stream.set_nodelay(true)?;
                Device::Http(Connection { stream, read: Vec::new(), cookie: cookie.clone() })
            }
        })
    }
}

impl Drop for Transport {
    fn drop(&mut self) {
        if let Self::Http { serving, .. } = self {
            serving.abort();
        }
    }
}

/// A session as signing in makes it, without waiting for a password to be hashed.
async fn sign_in(mall: &Mall, file: &Path) -> Result<String> {
    const SQL: &str = "INSERT INTO sessions (point_id, token_hash, staff_id, created_at, last_seen_at, expires_at, \
                       device) VALUES ($1, $2, $3, $4, $4, $4 + 3600000, 'bench')";
    let token = Token::random()?;
    let mut connection = raw::connect(file).await?;
    // A session is no part of what is compared, so it goes as it came.
    sqlx::query("DELETE FROM sessions").execute(&mut connection).await?;
    let row = sqlx::query(SQL).bind(mall.id.0).bind(token.hash().bytes().to_vec());
    row.bind(mall.staff.0).bind(mall.world.now().millis()).execute(&mut connection).await?;
    Ok(token.reveal())
}

/// Something to send, made before the clock runs.
#[derive(Debug)]
pub(crate) enum Parcel {
    Push(PushRequest),
    Pull(Seq, Epoch, PullScope),
    Bytes(Vec<u8>),
}

/// One device.
#[derive(Debug)]
pub(crate) enum Device {
    Service(Service),
    Http(Connection),
}

impl Device {
    /// Wraps a push as this device sends it.
    pub(crate) fn push(&self, push: PushRequest) -> Result<Parcel> {
        let Self::Http(_) = self else { return Ok(Parcel::Push(push)) };
        let body = serde_json::to_string(&push)?;
        let head = "POST /api/v1/push HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n";
        Ok(Parcel::Bytes(format!("{head}Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()))
    }

    /// Wraps a pull.
    pub(crate) fn pull(&self, since: Seq, epoch: Epoch, scope: &PullScope) -> Parcel {
        let Self::Http(connection) = self else { return Parcel::Pull(since, epoch, scope.clone()) };
        let authority = match scope {
            PullScope::Staff(..) => format!("Cookie: session={}", connection.cookie),
            PullScope::Claims(codes, _) => {
                format!("Authorization: Claim {}", codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(","))
            }
        };
        let head =
            format!("GET /api/v1/pull?since={}&epoch={}&kinds=* HTTP/1.1\r\nHost: 127.0.0.1\r\n", since.0, epoch.0);
        Parcel::Bytes(format!("{head}{authority}\r\n\r\n").into_bytes())
    }

    /// The place up to which the last answer went; none where it was no pull over HTTP.
    pub(crate) fn cursor(&self) -> Result<Option<Seq>> {
        let Self::Http(connection) = self else { return Ok(None) };
        let body =
            connection.read.windows(4).position(|four| four == b"\r\n\r\n").map(|end| &connection.read[end + 4..]);
        let answer: serde_json::Value = serde_json::from_slice(body.unwrap_or_default())?;
        Ok(answer["cursor"].as_i64().map(Seq))
    }

    /// Sends it and waits for the answer.
    pub(crate) async fn send(&mut self, parcel: Parcel) -> Result<()> {
        match (self, parcel) {
            (Self::Service(service), Parcel::Push(push)) => drop(service.push(push, Caller::Public).await?),
            (Self::Service(service), Parcel::Pull(since, epoch, scope)) => {
                drop(service.pull(since, Some(epoch), &scope).await?);
            }
            (Self::Http(connection), Parcel::Bytes(bytes)) => connection.ask(&bytes).await?,
            _ => return Err("a parcel for another way".into()),
        }
        Ok(())
    }
}

/// A connection that is kept.
#[derive(Debug)]
pub(crate) struct Connection {
    stream: TcpStream,
    read: Vec<u8>,
    cookie: String,
}

impl Connection {
    async fn ask(&mut self, mut request: &[u8]) -> Result<()> {
        while !request.is_empty() {
            self.stream.writable().await?;
            match self.stream.try_write(request) {
                Ok(written) => request = &request[written..],
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error.into()),
            }
        }
        self.read.clear();
        let mut whole = None;
        while whole.is_none_or(|whole| self.read.len() < whole) {
            self.stream.readable().await?;
            match self.stream.try_read_buf(&mut self.read) {
                Ok(0) => return Err("the server hung up".into()),
                Ok(_) if whole.is_none() => whole = length(&self.read)?,
                Ok(_) => {}
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}

/// How long the answer is with its head; none before the head is whole.
fn length(read: &[u8]) -> Result<Option<usize>> {
    let Some(end) = read.windows(4).position(|four| four == b"\r\n\r\n") else { return Ok(None) };
    let head = std::str::from_utf8(&read[..end])?.to_ascii_lowercase();
    if !head.starts_with("http/1.1 200") {
        return Err(head.into());
    }
    let body = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    Ok(Some(end + 4 + body.ok_or("an answer without its length")?.parse::<usize>()?))
}
