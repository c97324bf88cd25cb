//! A page that the server rendered is taken over part by part: the frame first, then what [`in_turn`] set aside.
//!
//! [`in_turn`]: crate::components::in_turn

use std::{
    cell::RefCell,
    collections::VecDeque,
    rc::{Rc, Weak},
    sync::Arc,
};

use hydration_context::HydrateSharedContext;

use leptos::{
    attr::{Attribute, any_attribute::AnyAttribute},
    prelude::*,
    tachys::{
        hydration::Cursor,
        renderer::types::{Element, Node},
        view::{Position, PositionState, any_view::AnyViewState},
    },
};
use wasm_bindgen::JsCast;

use super::{task::next_task, turns::Turn};
use crate::components::in_turn::{Part, set_aside_by};

thread_local! {
    static WAITING: RefCell<VecDeque<Weak<RefCell<State>>>> = const { RefCell::new(VecDeque::new()) };
}

/// Takes the page over: after `prepare` its `frame`, then what that set aside.
pub async fn take_over<V: IntoView>(prepare: impl FnOnce(), frame: impl FnOnce() -> V) {
    set_aside_by(Some(later));
    let owner = Owner::new_root(Some(Arc::new(HydrateSharedContext::new())));
    owner.with(prepare);
    next_task().await;
    let frame = owner.with(|| frame().into_view());
    next_task().await;
    let cursor = Cursor::new(leptos::tachys::dom::body().unchecked_into());
    let frame = owner.with(|| frame.hydrate::<true>(&cursor, &PositionState::default()));
    next_task().await;
    let mut turn = Turn::begin();
    while let Some(part) = WAITING.with(|waiting| waiting.borrow_mut().pop_front()) {
        // A part whose page was left meanwhile is gone.
        if let Some(part) = part.upgrade() {
            take_over_part(&part);
        }
        if turn.is_over() {
            next_task().await;
            turn = Turn::begin();
        }
    }
    next_task().await;
    set_aside_by(None);
    owner.with(|| {
        if let Some(shared) = Owner::current_shared_context() {
            shared.hydration_complete();
        }
    });
    // They live as long as the document.
    std::mem::forget((owner, frame));
}

fn later(view: Part) -> AnyView {
    InTurn { view, owner: Owner::current() }.into_any()
}

struct InTurn {
    view: Part,
    /// What the part is made in: it is taken over as if it had been at once.
    owner: Option<Owner>,
}

impl InTurn {
    fn made(self) -> AnyView {
        match self.owner {
            Some(owner) => owner.with(self.view),
            None => (self.view)(),
        }
    }

    fn taken_over(self, element: &Element) -> AnyViewState {
        let hydrate = |view: Part| view().hydrate_from_position::<true>(element, Position::Current);
        match self.owner {
            Some(owner) => owner.with(|| hydrate(self.view)),
            None => hydrate(self.view),
        }
    }
}

/// What stands on the page for a part.
enum State {
    /// The server's element. Empty where the part is being taken over right now.
    Waits(Element, Option<InTurn>),
    Taken(AnyViewState),
}

struct Standing(Rc<RefCell<State>>);

fn take_over_part(state: &RefCell<State>) {
    // Not borrowed while it runs: it may do anything.
    let (element, part) = match &mut *state.borrow_mut() {
        State::Waits(element, part) => (element.clone(), part.take()),
        State::Taken(_) => return,
    };
    if let Some(part) = part {
        let taken = part.taken_over(&element);
        state.replace(State::Taken(taken));
    }
}

impl Mountable for Standing {
    fn unmount(&mut self) {
        match &mut *self.0.borrow_mut() {
            State::Waits(element, _) => element.unmount(),
            State::Taken(state) => state.unmount(),
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        match &mut *self.0.borrow_mut() {
            State::Waits(element, _) => element.mount(parent, marker),
            State::Taken(state) => state.mount(parent, marker),
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        match &*self.0.borrow() {
            State::Waits(element, _) => element.insert_before_this(child),
            State::Taken(state) => state.insert_before_this(child),
        }
    }

    fn elements(&self) -> Vec<Element> {
        match &*self.0.borrow() {
            State::Waits(element, _) => vec![element.clone()],
            State::Taken(state) => state.elements(),
        }
    }
}

impl Render for InTurn {
    type State = Standing;

    fn build(self) -> Standing {
        Standing(Rc::new(RefCell::new(State::Taken(self.made().build()))))
    }

    fn rebuild(self, state: &mut Standing) {
        let state = &mut *state.0.borrow_mut();
        match state {
            State::Taken(taken) => self.made().rebuild(taken),
            // What the server rendered is not this any more.
            State::Waits(element, _) => {
                let mut new = self.made().build();
                element.insert_before_this(&mut new);
                element.unmount();
                *state = State::Taken(new);
            }
        }
    }
}

impl AddAnyAttr for InTurn {
    type Output<SomeNewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> Self
    where
        Self::Output<NewAttr>: RenderHtml,
    {
        self
    }
}

impl RenderHtml for InTurn {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    /// Only a browser sets a part aside.
    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Standing {
        match position.get() {
            Position::FirstChild => cursor.child(),
            Position::Current => {}
            _ => cursor.sibling(),
        }
        position.set(Position::NextChild);
        let element: Element = cursor.current().unchecked_into();
        let state = Rc::new(RefCell::new(State::Waits(element, Some(self))));
        WAITING.with(|waiting| waiting.borrow_mut().push_back(Rc::downgrade(&state)));
        Standing(state)
    }

    fn into_owned(self) -> Self {
        self
    }
}
