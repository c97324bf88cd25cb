//! The one connection of this tab, opened again when the browser takes it away (iOS does).

use std::{cell::RefCell, rc::Rc, time::Duration};

use futures::{
    channel::oneshot,
    future::{Either, select},
};
use gloo_timers::future::sleep;
use idb::{Database, Factory};
use leptos::task::spawn_local;
use rexie::{ObjectStore, Rexie, RexieBuilder};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, IdbDatabase};

use super::{Result, Store, scope::Scope};
use crate::device::StorageProblem;

const NAME: &str = "contact-point";
/// Counted up with every change of the stores; rexie adds what is missing.
const VERSION: u32 = 3;
/// From here on somebody holds the database open who does not give way.
const BLOCKED_AFTER: Duration = Duration::from_secs(3);

/// The device's storage. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Storage {
    connection: Rc<RefCell<Option<IdbDatabase>>>,
    scope: Rc<RefCell<Scope>>,
}

impl Storage {
    /// Whose things are read and written now.
    #[must_use]
    pub fn scope(&self) -> Scope {
        self.scope.borrow().clone()
    }

    /// From here somebody else's are.
    pub fn switch(&self, scope: Scope) {
        self.scope.replace(scope);
    }

    /// The open database; opens it where it is not.
    pub(super) async fn database(&self) -> Result<IdbDatabase> {
        if let Some(open) = self.connection.borrow().clone() {
            return Ok(open);
        }
        let opened = self.open().await?;
        Ok(self.connection.borrow_mut().get_or_insert(opened).clone())
    }

    /// Forgets the connection: the next use opens a new one.
    pub(super) fn lost(&self) {
        self.connection.borrow_mut().take();
    }

    async fn open(&self) -> Result<IdbDatabase> {
        let schema = Store::ALL.into_iter().fold(Rexie::builder(NAME).version(VERSION), |schema, store| {
            schema.add_object_store(ObjectStore::new(store.name()))
        });
        upgraded(schema).await?;
        let factory = Factory::new().map_err(|error| problem(&error))?;
        let mut database: Database = factory
            .open(NAME, Some(VERSION))
            .map_err(|error| problem(&error))?
            .await
            .map_err(|error| problem(&error))?;
        let storage = self.clone();
        // A newer version in another tab may upgrade: this one gives way and opens again when it needs to.
        database.on_version_change(move |event| {
            if let Some(database) = event.target().and_then(|target| target.dyn_into::<IdbDatabase>().ok()) {
                database.close();
            }
            storage.lost();
        });
        let storage = self.clone();
        database.on_close(move |_| storage.lost());
        database.forget_callbacks();
        Ok(database.into())
    }
}

/// Brings the stores to this version. An old tab that does not give way blocks it for as long as it is open: that is said
/// within seconds, while the browser goes on waiting; the next try finds it done.
async fn upgraded(schema: RexieBuilder) -> Result<()> {
    let (done, outcome) = oneshot::channel();
    spawn_local(async move {
        let built = schema.build().await.map(Rexie::close).map_err(|error| of_rexie(&error));
        // Nobody waits any more where it took too long.
        let _ = done.send(built);
    });
    match select(outcome, Box::pin(sleep(BLOCKED_AFTER))).await {
        Either::Left((outcome, _)) => outcome.unwrap_or(Err(StorageProblem::Failed)),
        Either::Right(_) => Err(StorageProblem::Blocked),
    }
}

fn of_rexie(error: &rexie::Error) -> StorageProblem {
    match error {
        rexie::Error::IdbError(error) => problem(error),
        _ => StorageProblem::Failed,
    }
}

/// What an error of the layer below means for a person.
pub(super) fn problem(error: &idb::Error) -> StorageProblem {
    match error {
        idb::Error::IndexedDbNotFound(_) => StorageProblem::Refused,
        idb::Error::DomException(exception) => of_exception(exception),
        idb::Error::IndexedDbOpenFailed(value)
        | idb::Error::AddFailed(value)
        | idb::Error::UpdateFailed(value)
        | idb::Error::GetFailed(value)
        | idb::Error::GetAllFailed(value)
        | idb::Error::TransactionOpenFailed(value) => {
            value.dyn_ref::<DomException>().map_or(StorageProblem::Failed, of_exception)
        }
        _ => StorageProblem::Failed,
    }
}

/// What a DOM exception means for a person.
pub(super) fn of_exception(exception: &DomException) -> StorageProblem {
    match exception.name().as_str() {
        "QuotaExceededError" => StorageProblem::Full,
        "SecurityError" | "NotAllowedError" | "InvalidAccessError" => StorageProblem::Refused,
        "VersionError" => StorageProblem::Newer,
        // A backing store that cannot be opened or read.
        "UnknownError" | "NotReadableError" => StorageProblem::Broken,
        _ => StorageProblem::Failed,
    }
}

/// Asks the browser not to clear this site's storage by itself. The answer is the browser's; staff see it.
pub async fn persist_storage() -> Option<bool> {
    let manager = leptos::prelude::window().navigator().storage();
    let asked = manager.persist().ok()?;
    JsFuture::from(asked).await.ok()?.as_bool()
}
