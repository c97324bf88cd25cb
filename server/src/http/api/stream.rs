//! `GET /api/v1/stream`: pokes. Data always comes by pull.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures::stream;
use sync::protocol::{Code, Poke, Problem};
use tokio::sync::watch;

use super::{Api, ApiError};
use crate::http::staff::extract::ClientAddress;

/// Proxies and phones drop a connection that is silent for a minute.
const ALIVE_EVERY: Duration = Duration::from_secs(20);
/// Many writes in a moment are one poke: a device pulls once for all of them.
const SETTLE: Duration = Duration::from_millis(50);
/// A whole mall may stand behind one address.
const MOST_OF_ONE: usize = 200;
const MOST: usize = 5_000;

/// Who listens, counted by address.
#[derive(Debug, Default)]
pub(super) struct Listeners(Mutex<HashMap<IpAddr, usize>>);

/// Says when there is something after a place in the history.
#[utoipa::path(
    get,
    path = "/api/v1/stream",
    tag = "sync",
    responses(
        (status = 200, description = "Server-Sent Events named `poke`; the data of each is a `Poke`", body = Poke, content_type = "text/event-stream"),
        (status = "default", description = "Too many listen", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn stream(
    State(api): State<Api>,
    ClientAddress(address): ClientAddress,
) -> Result<impl IntoResponse, ApiError> {
    let place = Place::take(&api.listeners, address).ok_or(Code::RateLimited)?;
    let mut pokes = api.service.pokes();
    // The first poke comes at once: something may have happened since the last pull.
    pokes.mark_changed();
    let events = stream::unfold((pokes, place), |(mut pokes, place)| async move {
        let poke = next(&mut pokes).await?;
        let event = Event::default().event("poke").json_data(poke).ok()?;
        Some((Ok::<_, Infallible>(event), (pokes, place)))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(ALIVE_EVERY)))
}

/// None once the service ends, which ends the stream.
async fn next(pokes: &mut watch::Receiver<Option<Poke>>) -> Option<Poke> {
    pokes.changed().await.ok()?;
    tokio::time::sleep(SETTLE).await;
    *pokes.borrow_and_update()
}

/// A place among the listeners, given back when the connection ends.
#[derive(Debug)]
struct Place {
    listeners: Arc<Listeners>,
    address: IpAddr,
}

impl Place {
    fn take(listeners: &Arc<Listeners>, address: IpAddr) -> Option<Self> {
        let mut counts = listeners.0.lock().unwrap_or_else(PoisonError::into_inner);
        let of_one = counts.get(&address).copied().unwrap_or_default();
        if of_one >= MOST_OF_ONE || counts.values().sum::<usize>() >= MOST {
            return None;
        }
        counts.insert(address, of_one + 1);
        Some(Self { listeners: Arc::clone(listeners), address })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut counts = self.listeners.0.lock().unwrap_or_else(PoisonError::into_inner);
        match counts.get_mut(&self.address) {
            Some(count) if *count > 1 => *count -= 1,
            _ => {
                counts.remove(&self.address);
            }
        }
    }
}
