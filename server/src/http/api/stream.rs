//! `GET /api/v1/stream`: pokes, with what changed where it is little and the listener may see it. Anything else comes by pull.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use domain::ids::StaffId;
use futures::stream;
use serde::Deserialize;
use sync::protocol::{Code, Delta, Poke, Problem};
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

use super::{Api, ApiError};
use crate::accounts::token::Token;
use crate::http::staff::extract::ClientAddress;
use crate::measures::ListenerKind;
use crate::open_files;
use crate::service::{Head, Kinds, Service};

/// Proxies and phones drop a connection that is silent for a minute.
const ALIVE_EVERY: Duration = Duration::from_secs(20);
/// A poke leaves at once, and the next one after this: many writes in a moment are two pokes.
const SETTLE: Duration = Duration::from_millis(50);
/// A reverse proxy that collects answers would hold events back (`nginx`: `proxy_buffering`).
const NOT_BUFFERED: [(&str, &str); 1] = [("x-accel-buffering", "no")];
/// A whole mall may stand behind one address; whoever finds no place looks once a minute.
const MOST_OF_ADDRESS: usize = 2_000;
const MOST_WITHOUT_SESSION: usize = 5_000;
/// On all devices and in all tabs of one member. Visitors take no place from them.
const MOST_OF_MEMBER: usize = 50;

/// How many listen.
#[derive(Debug)]
pub(super) struct Listeners {
    counts: Mutex<Counts>,
    /// Without a session.
    most: usize,
}

impl Default for Listeners {
    /// Those who listen leave half of the files that may be open to those who file.
    fn default() -> Self {
        let half = usize::try_from(open_files::most() / 2).unwrap_or(usize::MAX);
        Self { counts: Mutex::default(), most: MOST_WITHOUT_SESSION.min(half) }
    }
}

#[derive(Debug, Default)]
struct Counts {
    of: HashMap<Who, usize>,
    without_session: usize,
}

/// By what listeners are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Who {
    Member(StaffId),
    Visitor(IpAddr),
}

impl Who {
    const fn kind(self) -> ListenerKind {
        match self {
            Self::Member(_) => ListenerKind::Member,
            Self::Visitor(_) => ListenerKind::Visitor,
        }
    }
}

/// What a listener wants besides pokes.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// With a session: a poke brings what changed of these kinds, where it is little. As `kinds` of a pull.
    kinds: Option<String>,
}

/// Says when there is something after a place in the history.
#[utoipa::path(
    get,
    path = "/api/v1/stream",
    tag = "sync",
    params(Wanted),
    responses(
        (status = 200, description = "Server-Sent Events named `poke`; the data of each is a `Poke`", body = Poke, content_type = "text/event-stream"),
        (status = "default", description = "Too many listen", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn stream(
    State(api): State<Api>,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<impl IntoResponse, ApiError> {
    let Query(Wanted { kinds }) = wanted.map_err(|_| Code::Malformed)?;
    let token = api.staff.cookie.token(&headers);
    let session = match &token {
        Some(token) => api.staff.accounts.session(token).await?,
        None => None,
    };
    let who = session.map_or(Who::Visitor(address), |session| Who::Member(session.staff.id));
    let place = Place::take(&api, who).ok_or(Code::RateLimited)?;
    let token = token.filter(|_| kinds.is_some());
    let mut heads = api.service.heads();
    // The first poke comes at once: something may have happened since the last pull.
    heads.mark_changed();
    let kinds = Kinds::read(kinds.as_deref());
    let listener = Listener { api, heads, token, kinds, told: None, _place: place };
    let events = stream::unfold(listener, |mut listener| async move {
        let poke = listener.next().await?;
        let event = Event::default().event("poke").json_data(poke).ok()?;
        Some((Ok::<_, Infallible>(event), listener))
    });
    Ok((NOT_BUFFERED, Sse::new(events).keep_alive(KeepAlive::new().interval(ALIVE_EVERY))))
}

/// One open stream.
#[derive(Debug)]
struct Listener {
    api: Api,
    heads: watch::Receiver<Option<Head>>,
    /// Of the session with which it was opened.
    token: Option<Token>,
    kinds: Kinds,
    /// What it was told last, and when.
    told: Option<(Head, Instant)>,
    _place: Place,
}

impl Listener {
    /// None once the service ends, which ends the stream.
    async fn next(&mut self) -> Option<Poke> {
        self.heads.changed().await.ok()?;
        if let Some((_, at)) = self.told {
            sleep_until(at + SETTLE).await;
        }
        let head = (*self.heads.borrow_and_update())?;
        let before = self.told.replace((head, Instant::now()));
        let delta = match before {
            Some((before, _)) => self.delta(before, head).await,
            None => None,
        };
        Some(Poke { seq: head.seq, epoch: head.epoch, delta })
    }

    /// Whose session it is, is asked each time: it may have ended meanwhile.
    async fn delta(&self, since: Head, until: Head) -> Option<Delta> {
        let session = self.api.staff.accounts.session(self.token.as_ref()?).await.ok()??;
        self.api.service.delta(since, until, &session.staff, &self.kinds)
    }
}

/// A place among the listeners, given back when the connection ends.
#[derive(Debug)]
struct Place {
    listeners: Arc<Listeners>,
    service: Service,
    who: Who,
}

impl Place {
    fn take(Api { listeners, service, .. }: &Api, who: Who) -> Option<Self> {
        let mut counts = listeners.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let of_one = counts.of.get(&who).copied().unwrap_or_default();
        let is_free = match who {
            Who::Member(_) => of_one < MOST_OF_MEMBER,
            Who::Visitor(_) => of_one < MOST_OF_ADDRESS && counts.without_session < listeners.most,
        };
        if !is_free {
            return None;
        }
        counts.of.insert(who, of_one + 1);
        counts.without_session += usize::from(matches!(who, Who::Visitor(_)));
        drop(counts);
        service.measures().listens(who.kind());
        Some(Self { listeners: Arc::clone(listeners), service: service.clone(), who })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.service.measures().left(self.who.kind());
        let mut counts = self.listeners.counts.lock().unwrap_or_else(PoisonError::into_inner);
        match counts.of.get_mut(&self.who) {
            Some(count) if *count > 1 => *count -= 1,
            _ => {
                counts.of.remove(&self.who);
            }
        }
        counts.without_session -= usize::from(matches!(self.who, Who::Visitor(_)));
    }
}
