//! Effects and tasks in short turns. What waits would run one after another in one long task of the browser, and a touch would
//! wait for the last of it; here the browser has its turn whenever some milliseconds are over.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    sync::Arc,
    task::{Context, Wake, Waker},
};

use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use futures::channel::oneshot;
use send_wrapper::SendWrapper;
use wasm_bindgen_futures::spawn_local;

use super::task::next_task;

/// A turn ends with the task during which this is over. The browser draws sixty times a second.
const TURN_MS: f64 = 5.0;

/// From now on everything that the application spawns takes turns. Called before it renders.
pub fn begin() {
    // Refused only where there is one already.
    let _ = Executor::init_custom_executor(Turns);
}

struct Turns;

impl CustomExecutor for Turns {
    fn spawn(&self, future: PinnedFuture<()>) {
        self.spawn_local(future);
    }

    fn spawn_local(&self, future: PinnedLocalFuture<()>) {
        Arc::new(Task(SendWrapper::new(RefCell::new(Some(future))))).wake();
    }

    fn poll_local(&self) {}
}

/// Empty once it is done, and while it runs.
struct Task(SendWrapper<RefCell<Option<PinnedLocalFuture<()>>>>);

impl Task {
    fn run(self: Arc<Self>) {
        let Some(mut future) = self.0.borrow_mut().take() else { return };
        let waker = Waker::from(Arc::clone(&self));
        if future.as_mut().poll(&mut Context::from_waker(&waker)).is_pending() {
            self.0.replace(Some(future));
        }
    }
}

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        QUEUE.with(|queue| queue.add(self));
    }
}

#[derive(Default)]
struct Queue {
    /// What the browser woke: a touch, an answer, its storage. A transaction of the storage lives no longer than the browser's task in
    /// which it answers, so these never wait for another.
    woken: RefCell<VecDeque<Arc<Task>>>,
    /// What a task woke; in turns.
    waiting: RefCell<VecDeque<Arc<Task>>>,
    /// A turn is taken right now.
    in_turn: Cell<bool>,
    /// One comes at the end of this task of the browser.
    soon: Cell<bool>,
    /// One comes in a task of its own.
    later: Cell<bool>,
    /// Nothing runs until the page is taken over.
    held: Cell<bool>,
    /// Who waits until nothing waits.
    quiet: RefCell<Vec<oneshot::Sender<()>>>,
}

thread_local! {
    static QUEUE: Queue = Queue::default();
}

impl Queue {
    fn add(&self, task: Arc<Task>) {
        if self.in_turn.get() || self.held.get() {
            self.waiting.borrow_mut().push_back(task);
        } else {
            self.woken.borrow_mut().push_back(task);
            self.soon();
        }
    }

    fn soon(&self) {
        if !self.soon.replace(true) {
            spawn_local(async { QUEUE.with(Self::take_turn) });
        }
    }

    fn later(&self) {
        if !self.later.replace(true) {
            spawn_local(async {
                next_task().await;
                QUEUE.with(|queue| {
                    queue.later.set(false);
                    queue.take_turn();
                });
            });
        }
    }

    fn take_turn(&self) {
        self.soon.set(false);
        if self.held.get() {
            return;
        }
        self.in_turn.set(true);
        let turn = Turn::begin();
        while let Some(task) = self.next(turn) {
            task.run();
        }
        self.in_turn.set(false);
        if self.waiting.borrow().is_empty() {
            for waits in self.quiet.take() {
                // Whoever does not wait any more need not be told.
                let _ = waits.send(());
            }
        } else {
            self.later();
        }
    }

    fn next(&self, turn: Turn) -> Option<Arc<Task>> {
        let woken = self.woken.borrow_mut().pop_front();
        woken.or_else(|| if turn.is_over() { None } else { self.waiting.borrow_mut().pop_front() })
    }
}

/// Some milliseconds of the page's thread.
#[derive(Clone, Copy, Debug)]
pub struct Turn {
    began: f64,
}

impl Turn {
    /// It begins now.
    #[must_use]
    pub fn begin() -> Self {
        Self { began: js_sys::Date::now() }
    }

    /// Whether the browser should have its own.
    #[must_use]
    pub fn is_over(self) -> bool {
        // A page that nobody sees keeps nobody waiting, and what it does now may be the last.
        js_sys::Date::now() - self.began >= TURN_MS && !leptos::prelude::document().hidden()
    }
}

/// Nothing that the application spawns runs from here to [`release`].
pub fn hold() {
    QUEUE.with(|queue| queue.held.set(true));
}

/// What waits may run again.
pub fn release() {
    QUEUE.with(|queue| {
        queue.held.set(false);
        queue.later();
    });
}

/// Returns when nothing waits for its turn.
pub async fn quiet() {
    let (done, quiet) = oneshot::channel();
    QUEUE.with(|queue| {
        queue.quiet.borrow_mut().push(done);
        queue.soon();
    });
    let _ = quiet.await;
}
