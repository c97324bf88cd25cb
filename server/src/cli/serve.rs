//! `serve`: pages and devices, until the process is asked to stop.

use std::convert::Infallible;
use std::fmt::Debug;
use std::future::pending;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::connect_info::Connected;
use axum::middleware::map_request;
use axum::serve::{IncomingStream, Listener};
use domain::moment::{Day, Moment};
use domain::rules::Rules;
use futures::future::BoxFuture;
use sync::protocol::MerchantDirectory;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;
use tokio::time::sleep;
use tracing::{info, warn};

use super::Failure;
use super::database::Database;
use super::last_seen::{self, Watched};
use super::lock::DataLock;
use super::restore;
use super::sample_data::marked;
use super::setup_link::{accounts, say_first};
use super::web_push::{self, Telling};
use crate::accounts::device_cookie::DeviceCookieKey;
use crate::accounts::{Accounts, Surroundings};
use crate::attachments::Attachments;
use crate::config::{ClaimSecret, Config, ConfigError, MetricsPlace, read_rules};
use crate::content::{Content, RULES_NOTICE};
use crate::directory::read_directory;
use crate::evidence::EvidenceKey;
use crate::http;
use crate::http::client_address::Proxy;
use crate::http::metrics::{self, Watch};
use crate::http::same_origin::OwnOrigin;
use crate::http::staff::{SessionCookie, StaffState};
use crate::open_files;
use crate::pokes;
use crate::seal_keys::SealKeys;
use crate::service::{AtStart, ClaimKey, Clocks, Service, Setting, SteadyWorld, SystemClocks, World};
use crate::store::{Store, StoreError};
use crate::tls::{Peer, Reloading, TlsListener, name_peer};

/// How long what has begun may take to end once the process is asked to stop. Whoever asked waits for five seconds at most.
const GRACE: Duration = Duration::from_secs(3);
/// How often is noted how far the history has come.
const NOTE_EVERY: Duration = Duration::from_secs(30);

/// Serves until the process is asked to stop; what has begun is finished.
pub(super) async fn serve(config: &Config) -> Result<(), Failure> {
    config.prepare_folders()?;
    let lock = DataLock::take(config)?;
    restore::finish_interrupted(&config.database())?;
    let known = last_seen::check(config)?;
    let world = steady(&Content::built_in()?, known.at())?;
    let database = Database::open(config).await?;
    let mut watched = Watched::begin(config, &database, known, Arc::clone(&world)).await?;
    let served = serve_from(config, &database, &mut watched, world).await;
    watched.note(config).await;
    database.close().await;
    drop(lock);
    served
}

/// A clock that does not jump while the server runs. One that cannot be right at the start is refused: what it would date
/// could not be dated anew.
fn steady(content: &Content, last_seen: Option<Moment>) -> Result<Arc<dyn World>, Failure> {
    let clocks = SystemClocks::default();
    let (now, not_before) = (clocks.wall(), content.rules.effective_from);
    let at_start = AtStart::of(now, not_before, last_seen);
    match at_start {
        AtStart::Impossible => return Err(Failure::Clock { now: now.day(), not_before }),
        AtStart::Behind(days) => warn!(
            "the clock says {}, {days} days before this server last ran: if that is wrong, set it. What falls due by itself \
             waits for ten minutes",
            now.day()
        ),
        AtStart::FarAhead(days) => warn!(
            "the clock says {}, {days} days after this server last ran: if that is wrong, set it. What falls due by itself \
             waits for ten minutes",
            now.day()
        ),
        AtStart::Plausible => {}
    }
    Ok(Arc::new(SteadyWorld::new(clocks, not_before, at_start != AtStart::Plausible)))
}

/// Notes how far the history has come, as long as it is polled.
async fn watch(watched: &mut Watched, config: &Config) -> Infallible {
    loop {
        sleep(NOTE_EVERY).await;
        watched.note(config).await;
    }
}

/// Follows what other servers write to the same database, where there can be any.
async fn others(database: &Database, service: &Service) -> Infallible {
    match database {
        Database::File(_) => pending().await,
        Database::Postgres(store) => pokes::follow(store, service).await,
    }
}

/// The content of this build, under the contact point's own rules where it has any.
async fn content(config: &Config, store: &dyn Store, today: Day) -> Result<Content, Failure> {
    let content = Content::built_in()?;
    let Some(file) = &config.rules_file else { return Ok(content) };
    let held = store.posted(config.point_id, RULES_NOTICE).await?;
    let known: Vec<Rules> = held.iter().filter_map(|notice| serde_json::from_str(&notice.body).ok()).collect();
    let rules = read_rules(file, today, &content.rules, &known)
        .map_err(|why| ConfigError::Rules { file: file.clone(), why })?;
    if rules.review_by < today {
        warn!("the rules in {} were to be looked at again by {}", file.display(), rules.review_by);
    }
    info!("rules of version {}, which hold from {}", rules.version, rules.effective_from);
    Ok(content.under(rules)?)
}

/// The mall's merchants, where a file lists them.
fn directory(config: &Config) -> Result<MerchantDirectory, ConfigError> {
    let Some(file) = &config.merchants_file else { return Ok(MerchantDirectory::default()) };
    let directory = read_directory(file).map_err(|why| ConfigError::Merchants { file: file.clone(), why })?;
    info!("{} merchants to choose from", directory.merchants.len());
    Ok(directory)
}

async fn serve_from(
    config: &Config,
    database: &Database,
    watched: &mut Watched,
    world: Arc<dyn World>,
) -> Result<(), Failure> {
    let store = database.store();
    let content = content(config, &*store, world.now().day()).await?;
    let not_listening = |why| Failure::Listen { address: config.listen, why };
    let listener = TcpListener::bind(config.listen).await.map_err(not_listening)?;
    let address = listener.local_addr()?;
    let tls = config.tls.files().map(|(cert, key)| Reloading::begin(cert, key)).transpose()?;
    let secret = ClaimSecret::of(config).map_err(ConfigError::from)?;
    let evidence_key = EvidenceKey::of(&config.secrets()).map_err(ConfigError::EvidenceKey)?;
    let seal_keys = SealKeys::of(&config.secrets()).map_err(ConfigError::from)?;
    let setting = Setting {
        point: config.point_id,
        name: config.point.point_name.clone(),
        claim_key: ClaimKey::new(*secret.bytes()),
        seal_keys: seal_keys.clone(),
        content: Arc::new(content.at(marked(config, config.point.place(config.base_url(address))))?),
        with_defaults: true,
        world: Arc::clone(&world),
    };
    let objects = config.attachments.objects(&config.data_dir, config.point_id)?;
    let attachments = Attachments::new(store.clone(), objects, config.point_id);
    let service = Service::open(store.clone(), setting)
        .await?
        .with_attachments(attachments)
        .with_evidence_key(evidence_key)
        .with_directory(directory(config)?)
        .publishing_merchants(config.publish_merchants)
        .taking_without_limit(config.without_limits);
    watched.note(config).await;
    let announcer = service.clone();
    let around =
        Surroundings { world: Arc::clone(&world), committed: Arc::new(move |seq| announcer.staff_changed(seq)) };
    let accounts = accounts(config, store.clone(), around)?
        .knowing_browsers(DeviceCookieKey::derived(secret.bytes()))
        .sealing_to(seal_keys)
        .missing_kiosks_after(Duration::from_secs(60 * u64::from(config.kiosk_silent_minutes)));
    let telling = Telling::set_up(config, address, &secret);
    let staff = StaffState {
        accounts: accounts.clone(),
        cookie: cookie(config),
        proxy: proxy(config),
        web_push: telling.as_ref().map(|telling| telling.web_push.clone()),
    };
    open_files::raise();
    let router = http::router(service.clone(), staff, OwnOrigin(config.own_origin(address)))?;
    let (router, metrics) = with_metrics(config, database, router, &service, &accounts).await?;
    let redirect = redirect(config, address).await?;
    if let Some(link) = accounts.first_administrator_link().await? {
        say_first(config, address, &link);
    }
    // Said last: from here on a database that goes away for a moment ends nothing.
    info!("listening on {}://{address}", if tls.is_some() { "https" } else { "http" });
    // What was to be given out when the server last stopped.
    service.auto_assign_soon();
    tokio::select! {
        stopped = until_stopped(listener, tls.as_ref(), router, &service) => stopped?,
        never = keep_looking(tls.as_ref()) => match never {},
        ended = redirect => ended?,
        () = service.run_scheduler() => {}
        () = web_push::run(telling, config.point_id, store, world, &service) => {}
        never = watch(watched, config) => match never {},
        never = others(database, &service) => match never {},
        ended = metrics => ended?,
    }
    info!("stopped");
    Ok(())
}

/// The router with `/metrics`, where it is beside everything else; what answers it at an address of its own.
async fn with_metrics(
    config: &Config,
    kept_in: &Database,
    router: Router,
    service: &Service,
    accounts: &Accounts,
) -> Result<(Router, impl Future<Output = std::io::Result<()>>), Failure> {
    let (service, accounts) = (service.clone(), accounts.clone());
    let (data_dir, database) = (config.data_dir.clone(), config.database());
    let kept_in = kept_in.clone();
    let bytes = Arc::new(move || {
        let kept_in = kept_in.clone();
        Box::pin(async move { kept_in.bytes().await }) as BoxFuture<'static, Result<Option<u64>, StoreError>>
    });
    let watch = |token| Watch { service, accounts, data_dir, database, bytes, token };
    let (router, own) = match config.metrics.place()? {
        MetricsPlace::Nowhere => (router, None),
        MetricsPlace::Beside(token) => (router.merge(metrics::routes(watch(Some(token)))), None),
        MetricsPlace::Own(address, token) => {
            let not_listening = |why| Failure::Listen { address, why };
            let listener = TcpListener::bind(address).await.map_err(not_listening)?;
            info!("metrics at http://{}/metrics", listener.local_addr()?);
            (router, Some((listener, metrics::routes(watch(token)))))
        }
    };
    let answered = async move {
        match own {
            Some((listener, routes)) => axum::serve(listener, routes).await,
            None => pending().await,
        }
    };
    Ok((router, answered))
}

/// A new certificate is taken up while the server runs.
async fn keep_looking(tls: Option<&Reloading>) -> Infallible {
    match tls {
        Some(tls) => tls.keep_looking().await,
        None => pending().await,
    }
}

/// What answers plain HTTP with where the TLS is.
async fn redirect(config: &Config, to: SocketAddr) -> Result<impl Future<Output = std::io::Result<()>>, Failure> {
    let listener = match config.tls.http_redirect {
        None => None,
        Some(address) => {
            let not_listening = |why| Failure::Listen { address, why };
            let listener = TcpListener::bind(address).await.map_err(not_listening)?;
            info!("plain HTTP at http://{} leads there", listener.local_addr()?);
            Some(listener)
        }
    };
    let routes = http::redirect::routes(config.public_url.clone(), to.port());
    Ok(async move {
        match listener {
            Some(listener) => axum::serve(listener, routes).await,
            None => pending().await,
        }
    })
}

/// Answers what has begun, but waits for no listening device: those streams never end by themselves.
async fn until_stopped(
    listener: TcpListener,
    tls: Option<&Reloading>,
    router: Router,
    service: &Service,
) -> Result<(), Failure> {
    match tls {
        None => Ok(answers::<_, SocketAddr>(listener, router, service).await?),
        Some(tls) => {
            let listener = TlsListener::new(listener, tls.server_config()?)?;
            Ok(answers::<_, Peer>(listener, router.layer(map_request(name_peer)), service).await?)
        }
    }
}

async fn answers<L, C>(listener: L, router: Router, service: &Service) -> std::io::Result<()>
where
    L: Listener,
    L::Addr: Debug,
    C: for<'a> Connected<IncomingStream<'a, L>>,
{
    let stop = stopped()?;
    let (stopping, asked) = oneshot::channel();
    let router = router.into_make_service_with_connect_info::<C>();
    let service = service.clone();
    let served = axum::serve(listener, router).with_graceful_shutdown(async move {
        stop.await;
        service.end_streams();
        let _ = stopping.send(());
    });
    let long_enough = async {
        let _ = asked.await;
        sleep(GRACE).await;
    };
    tokio::select! {
        served = served.into_future() => served,
        () = long_enough => Ok(()),
    }
}

const fn proxy(config: &Config) -> Proxy {
    if config.trusted_proxy { Proxy::Trusted } else { Proxy::None }
}

fn cookie(config: &Config) -> SessionCookie {
    if config.is_https() { SessionCookie::TlsOnly } else { SessionCookie::Plain }
}

/// Ends when the process is asked to.
fn stopped() -> std::io::Result<impl Future<Output = ()>> {
    let mut terminated = signal(SignalKind::terminate())?;
    let mut interrupted = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminated.recv() => {}
            _ = interrupted.recv() => {}
        }
    })
}
