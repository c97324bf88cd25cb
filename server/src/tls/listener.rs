//! Connections whose handshake is done, one after the other. Whoever is slow with theirs, or never ends it, holds up nobody.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::connect_info::Connected;
use axum::extract::{ConnectInfo, Request};
use axum::serve::{IncomingStream, Listener};
use rustls::ServerConfig;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;
use tracing::{debug, warn};

/// A handshake is two ways there and back.
const HANDSHAKE_WITHIN: Duration = Duration::from_secs(10);
/// So many handshakes at once; more wait with the operating system.
const MOST_HANDSHAKES: usize = 256;
/// Where no connection can be taken, such as when no file may be opened any more.
const AGAIN_AFTER: Duration = Duration::from_secs(1);

/// A port that speaks TLS.
#[derive(Debug)]
pub struct TlsListener {
    address: SocketAddr,
    ready: mpsc::Receiver<(TlsStream<TcpStream>, SocketAddr)>,
    /// Ends with the listener, and the port with it.
    _accepting: JoinSet<()>,
}

/// Who is at the other end.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

impl TlsListener {
    /// Speaks TLS on that port from here.
    ///
    /// # Errors
    ///
    /// What the operating system says.
    pub fn new(listener: TcpListener, config: Arc<ServerConfig>) -> io::Result<Self> {
        let address = listener.local_addr()?;
        let (done, ready) = mpsc::channel(MOST_HANDSHAKES);
        let mut accepting = JoinSet::new();
        accepting.spawn(accept(listener, TlsAcceptor::from(config), done));
        Ok(Self { address, ready, _accepting: accepting })
    }
}

async fn accept(listener: TcpListener, acceptor: TlsAcceptor, done: mpsc::Sender<(TlsStream<TcpStream>, SocketAddr)>) {
    let turns = Arc::new(Semaphore::new(MOST_HANDSHAKES));
    let mut handshakes = JoinSet::new();
    loop {
        let Ok(turn) = Arc::clone(&turns).acquire_owned().await else { return };
        let (stream, address) = match listener.accept().await {
            Ok(accepted) => accepted,
            Err(why) => {
                warn!("no connection can be taken: {why}");
                sleep(AGAIN_AFTER).await;
                continue;
            }
        };
        while handshakes.try_join_next().is_some() {}
        let (acceptor, done) = (acceptor.clone(), done.clone());
        handshakes.spawn(async move {
            match timeout(HANDSHAKE_WITHIN, acceptor.accept(stream)).await {
                // Where the server is about to stop nobody takes it any more.
                Ok(Ok(stream)) => drop(done.send((stream, address)).await),
                Ok(Err(why)) => debug!("a handshake failed: {why}"),
                Err(_) => debug!("a handshake took too long"),
            }
            drop(turn);
        });
    }
}

impl Listener for TlsListener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.ready.recv().await {
            Some(accepted) => accepted,
            // The task that takes them never ends by itself.
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        Ok(self.address)
    }
}

impl Connected<IncomingStream<'_, TlsListener>> for Peer {
    fn connect_info(stream: IncomingStream<'_, TlsListener>) -> Self {
        Self(*stream.remote_addr())
    }
}

/// Says who is at the other end under the name by which everything else asks.
pub async fn name_peer(mut request: Request) -> Request {
    if let Some(ConnectInfo(Peer(address))) = request.extensions().get::<ConnectInfo<Peer>>().copied() {
        request.extensions_mut().insert(ConnectInfo(address));
    }
    request
}
