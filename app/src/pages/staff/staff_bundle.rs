//! The staff's half of the application: a file of its own, which a consumer's phone never loads.

use domain::words::{Text, text};
use leptos::{prelude::*, wasm_split::wasm_split};
use leptos_router::ChooseView;

use super::{
    Account, Analysis, ApplyByLink, Checklists, CouncilPaper, Desk, Devices, DirectivePage, EvidencePage,
    FiguresReport, Fund, GoodsListPage, GoodsPage, InspectionPage, Inspections, Intake, LedgerPage, MeasureNotice,
    MeasurePage, Measures, Members, MerchantPage, Merchants, PacketPaper, Papers, Publications, QualityPage,
    Quarantine, Regulator, RegulatorCases, Replies, ReportPage, Roster, SettlementPaper, Setup, SignIn, Today,
    TrainingDoor, TrainingPage, Trainings, Workdays,
};
use crate::{
    components::NotHere,
    pages::{
        bundles::NotLoaded,
        help::{AdministratorGuide, StaffGuide},
        lazy_bundle,
    },
};

const TITLE: Text = text("工作人员页面还没有存到这台设备", "The staff pages are not on this device yet");
const LEAD: Text = text(
    "第一次打开工作人员页面要联网。请连上网络再试；这台设备上存的内容都还在。",
    "They need a network the first time. Please connect and try again; everything saved on this device is still here.",
);

/// A page of the staff's half, as a route names it.
#[derive(Clone, Copy, Debug)]
pub enum StaffPage {
    /// Queue and cases.
    Desk,
    /// The day on one screen.
    Today,
    /// A settlement to print.
    Settlement,
    /// What goes to the regulator, to print.
    Packet,
    /// What goes to the consumer council, to print.
    Council,
    /// Evidence packs.
    Evidence,
    /// Cases as the regulator sees them.
    RegulatorCases,
    /// Sign-in.
    SignIn,
    /// The first password.
    Setup,
    /// Accounts.
    Members,
    /// One's own account.
    Account,
    /// The deposit pool.
    Fund,
    /// What was kept aside.
    Quarantine,
    /// Years of working days.
    Workdays,
    /// Devices.
    Devices,
    /// Who is planned to be on duty when.
    Roster,
    /// Canned replies.
    Replies,
    /// The papers of the board, and the law.
    Papers,
    /// What is published.
    Publications,
    /// Filing for somebody who calls or comes by.
    Intake,
    /// The register of cases.
    Ledger,
    /// The register of merchants.
    Merchants,
    /// One of them, or a new one.
    Merchant,
    /// Rounds.
    Inspections,
    /// One of them, or a new one.
    Inspection,
    /// What is looked at on a round.
    Checklists,
    /// What is done about merchants that do not keep to the rules.
    Measures,
    /// One of them, or a new one.
    Measure,
    /// What the merchant gets of it on paper.
    MeasureNotice,
    /// What is said to and asked by the regulator.
    Regulator,
    /// A report, or a new one.
    Report,
    /// Something that the regulator asks, or a new one.
    Directive,
    /// Goods.
    GoodsList,
    /// One file of them, or a new one.
    Goods,
    /// The desk of quality control.
    Quality,
    /// Figures.
    Analysis,
    /// What is said of them to the regulator.
    FiguresReport,
    /// Trainings.
    Trainings,
    /// One of them, or a new one.
    Training,
    /// A tablet at the door of one.
    TrainingDoor,
    /// A day at the desk, told.
    StaffGuide,
    /// How the server is run.
    AdministratorGuide,
    /// An applicant fills its application in, by a link.
    Apply,
}

#[wasm_split(staff, wasm_split_path = leptos::wasm_split, fallible, preload(load))]
fn staff_page(page: StaffPage) -> Result<AnyView, NotLoaded> {
    #[cfg(feature = "hydrate")]
    {
        crate::host::set_forms(&crate::browser::forms::Forms);
        crate::host::set_staff(crate::browser::session_lock::host);
    }
    // Named, not called: what leads to the consumer's pages as well lies with them, once. Without it, each part that both
    // halves use would be a file of its own, which makes a phone's first visit a tenth larger.
    std::hint::black_box(lazy_bundle::view_of as fn(lazy_bundle::LazyPage) -> AnyView);
    Ok(match page {
        StaffPage::Desk => view! { <Desk /> }.into_any(),
        StaffPage::Today => view! { <Today /> }.into_any(),
        StaffPage::Settlement => view! { <SettlementPaper /> }.into_any(),
        StaffPage::Packet => view! { <PacketPaper /> }.into_any(),
        StaffPage::Council => view! { <CouncilPaper /> }.into_any(),
        StaffPage::Evidence => view! { <EvidencePage /> }.into_any(),
        StaffPage::RegulatorCases => view! { <RegulatorCases /> }.into_any(),
        StaffPage::SignIn => view! { <SignIn /> }.into_any(),
        StaffPage::Setup => view! { <Setup /> }.into_any(),
        StaffPage::Members => view! { <Members /> }.into_any(),
        StaffPage::StaffGuide => view! { <StaffGuide /> }.into_any(),
        StaffPage::AdministratorGuide => view! { <AdministratorGuide /> }.into_any(),
        StaffPage::Account => view! { <Account /> }.into_any(),
        StaffPage::Workdays => view! { <Workdays /> }.into_any(),
        StaffPage::Roster => view! { <Roster /> }.into_any(),
        StaffPage::Intake => view! { <Intake /> }.into_any(),
        StaffPage::Ledger => view! { <LedgerPage /> }.into_any(),
        StaffPage::Merchants => view! { <Merchants /> }.into_any(),
        StaffPage::Merchant => view! { <MerchantPage /> }.into_any(),
        StaffPage::Inspections => view! { <Inspections /> }.into_any(),
        StaffPage::Inspection => view! { <InspectionPage /> }.into_any(),
        StaffPage::Checklists => view! { <Checklists /> }.into_any(),
        StaffPage::Measures => view! { <Measures /> }.into_any(),
        StaffPage::Measure => view! { <MeasurePage /> }.into_any(),
        StaffPage::MeasureNotice => view! { <MeasureNotice /> }.into_any(),
        StaffPage::Regulator => view! { <Regulator /> }.into_any(),
        StaffPage::Report => view! { <ReportPage /> }.into_any(),
        StaffPage::Directive => view! { <DirectivePage /> }.into_any(),
        StaffPage::GoodsList => view! { <GoodsListPage /> }.into_any(),
        StaffPage::Goods => view! { <GoodsPage /> }.into_any(),
        StaffPage::Quality => view! { <QualityPage /> }.into_any(),
        StaffPage::Analysis => view! { <Analysis /> }.into_any(),
        StaffPage::FiguresReport => view! { <FiguresReport /> }.into_any(),
        StaffPage::Trainings => view! { <Trainings /> }.into_any(),
        StaffPage::Training => view! { <TrainingPage /> }.into_any(),
        StaffPage::TrainingDoor => view! { <TrainingDoor /> }.into_any(),
        StaffPage::Apply => view! { <ApplyByLink /> }.into_any(),
        StaffPage::Replies => view! { <Replies /> }.into_any(),
        StaffPage::Papers => view! { <Papers /> }.into_any(),
        StaffPage::Publications => view! { <Publications /> }.into_any(),
        StaffPage::Quarantine => view! { <Quarantine /> }.into_any(),
        StaffPage::Devices => view! { <Devices /> }.into_any(),
        StaffPage::Fund => view! { <Fund /> }.into_any(),
    })
}

/// Waits for the file.
///
/// # Errors
/// [`NotLoaded`]; it can be tried again.
pub async fn ensure_loaded() -> Result<(), NotLoaded> {
    Ok(load().await?)
}

async fn shown(page: StaffPage) -> AnyView {
    staff_page(page).await.unwrap_or_else(|NotLoaded| view! { <NotHere title=TITLE lead=LEAD /> }.into_any())
}

impl ChooseView for StaffPage {
    async fn choose(self) -> AnyView {
        shown(self).await
    }

    async fn preload(&self) {
        // A failure shows when the page is asked for.
        let _ = ensure_loaded().await;
    }
}
