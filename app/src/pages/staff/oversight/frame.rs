//! What the pages of the house's order share: the head, and the way between them with what is late on each.

use domain::{
    oversight::{directive::Directive, inspection::Inspection, measure::Measure, report::Report},
    words::{Text, text},
};
use leptos::prelude::*;

use super::{all, today};
use crate::{
    components::{AppBar, Page},
    lang::{say, use_lang},
    pages::staff::desk::{
        connection::ConnectionLine,
        context::{DeskContext, use_desk},
        signed_in::SignedIn,
    },
};

const CASES: Text = text("案件", "Cases");
const SECTIONS: Text = text("商场秩序", "Order in the house");
const LATE: Text = text("{} 件逾期", "{} overdue");

/// One of the three pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// 监督检查.
    Rounds,
    /// 及时制止违法行为.
    Measures,
    /// 报告与配合.
    Regulator,
}

impl Section {
    const ALL: [Self; 3] = [Self::Rounds, Self::Measures, Self::Regulator];

    /// What it is called.
    pub const fn name(self) -> Text {
        match self {
            Self::Rounds => text("监督检查", "Inspections"),
            Self::Measures => text("制止违法行为", "Measures"),
            Self::Regulator => text("报告与配合", "Reports to the regulator"),
        }
    }

    /// Where it is.
    pub const fn address(self) -> &'static str {
        match self {
            Self::Rounds => "/staff/inspections",
            Self::Measures => "/staff/measures",
            Self::Regulator => "/staff/regulator",
        }
    }

    /// How much of it is late.
    fn late(self, desk: &DeskContext) -> usize {
        let today = today(desk);
        match self {
            Self::Rounds => {
                all::<Inspection>(desk).with(|all| all.shown.values().filter(|one| one.state.is_overdue(today)).count())
            }
            Self::Measures => all::<Measure>(desk).with(|all| {
                all.shown.values().filter(|one| one.state.task().is_some_and(|task| task.is_overdue(today))).count()
            }),
            Self::Regulator => {
                let asked = all::<Directive>(desk)
                    .with(|all| all.shown.values().filter(|one| one.state.is_overdue(today)).count());
                let said = all::<Report>(desk).with(|all| {
                    all.shown.values().filter(|one| one.state.task().is_some_and(|task| task.is_overdue(today))).count()
                });
                asked + said
            }
        }
    }
}

/// How much of all three is late.
#[must_use]
pub fn late(desk: &DeskContext) -> usize {
    Section::ALL.into_iter().map(|section| section.late(desk)).sum()
}

/// One of the three, with the way to the others.
#[component]
pub fn SectionPage(section: Section, lead: Text, children: ChildrenFn) -> impl IntoView {
    let lang = use_lang();
    let children = StoredValue::new(children);
    view! {
        <Page
            class="order"
            title=Signal::derive(move || section.name().in_lang(lang.get()).to_owned())
            bar=|| view! { <AppBar back="/staff" to=CASES /> }
        >
            <SignedIn>
                <div class="order__head">
                    <h1>{say(section.name())}</h1>
                    <ConnectionLine />
                    <p class="muted">{say(lead)}</p>
                </div>
                <Sections here=section />
                {move || children.with_value(|children| children())}
            </SignedIn>
        </Page>
    }
}

#[component]
fn Sections(here: Section) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let pill = |section: Section| {
        let late = Memo::new(move |_| section.late(&desk));
        let count = move || {
            let late = late.get();
            let said = LATE.fill(lang.get(), &[&late.to_string()]);
            (late > 0).then(|| view! { <span class="tag tag--seal">{said}</span> })
        };
        view! {
            <a class="pill" href=section.address() aria-current=(section == here).then_some("page")>
                {say(section.name())}
                {count}
            </a>
        }
    };
    view! {
        <nav class="pills" aria-label=move || SECTIONS.in_lang(lang.get())>
            {Section::ALL.into_iter().map(pill).collect_view()}
        </nav>
    }
}

/// A page about one thing, or a new one.
#[component]
pub fn OnePage(section: Section, title: Text, children: ChildrenFn) -> impl IntoView {
    let lang = use_lang();
    let children = StoredValue::new(children);
    view! {
        <Page
            class="order"
            title=Signal::derive(move || title.in_lang(lang.get()).to_owned())
            bar=move || view! { <AppBar back=section.address() to=section.name() /> }
        >
            <SignedIn>{move || children.with_value(|children| children())}</SignedIn>
        </Page>
    }
}
