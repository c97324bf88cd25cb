//! The foot of the queue: who is signed in, and where the rest is.

use domain::{
    role::Role,
    words::{Text, text},
};
use leptos::{prelude::*, task::spawn_local};

use super::context::use_desk;
use crate::{
    components::{Icon, Show, Sign, Tools},
    lang::{say, use_lang},
    pages::staff::{oversight, papers, training},
    staff_api,
};

const ON_DUTY: Text = text("今天当班", "on duty");
const OFF_DUTY: Text = text("今天不在", "off duty");
const MEMBERS: Text = text("成员", "Members");
const ROSTER: Text = text("排班", "Roster");
const FUND: Text = text("保证金", "Deposits");
const ASIDE: Text = text("留存", "Kept aside");
const DEVICES: Text = text("设备", "Devices");
const LOCK: Text = text("锁住", "Lock");
const REPLIES: Text = text("常用答复", "Replies");
const WORKDAYS: Text = text("工作日", "Working days");
const MERCHANTS: Text = text("商户", "Merchants");
const BOARD: Text = text("公示栏", "The board");
const PUBLICATIONS: Text = text("发布", "Publishing");
const ORDER: Text = text("监督检查", "Inspections");
const LATE: Text = text("{} 件逾期", "{} overdue");
const TO_DO: Text = text("{} 件要办", "{} to do");
const TRAININGS: Text = text("培训", "Trainings");
const GOODS: Text = text("商品", "Goods");
const QUALITY: Text = text("品控", "Quality control");
const ANALYSIS: Text = text("分析", "Figures");
const LEDGER: Text = text("台账", "Register");
const ACCOUNT: Text = text("我的账号", "My account");

/// Who works here, and the way to everything that is not a case.
#[component]
pub fn Me() -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let duty = move |on_duty| if on_duty { ON_DUTY.in_lang(lang.get()) } else { OFF_DUTY.in_lang(lang.get()) };
    let who = move || {
        desk.me.with(|me| match me.role {
            Role::Regulator => format!("{} · {}", me.name, me.role.name().in_lang(lang.get())),
            _ => format!("{} · {}", me.name, duty(me.on_duty)),
        })
    };
    let manages = move || desk.me.with(|me| matches!(me.role, Role::Administrator | Role::Supervisor));
    let works_here = move || desk.me.with(|me| me.role != Role::Regulator);
    let checks_goods = move || desk.me.with(|me| domain::merchant::verifies(me.role));
    let administers = move || desk.me.with(|me| me.role == Role::Administrator);
    let reads_fund = move || desk.me.with(|me| me.role.supervises() || me.role == Role::Regulator);
    let late = Memo::new(move |_| oversight::late(&desk));
    let late = move || {
        let late = late.get();
        let said = LATE.fill(lang.get(), &[&late.to_string()]);
        (late > 0).then(|| view! { <span class="tag tag--seal">{said}</span> })
    };
    let papers = papers::mine();
    let to_do = move || {
        let count = papers.with(Vec::len);
        let said = TO_DO.fill(lang.get(), &[&count.to_string()]);
        (count > 0).then(|| view! { <span class="tag tag--seal">{said}</span> })
    };
    let untrained = Memo::new(move |_| training::overdue(&desk));
    let untrained = move || {
        let late = untrained.get();
        let said = LATE.fill(lang.get(), &[&late.to_string()]);
        (late > 0).then(|| view! { <span class="tag tag--seal">{said}</span> })
    };
    view! {
        <div class="desk__me">
            <span>{who}</span>
            <span class="desk__links">
                <Show when=manages>
                    <a class="link" href="/staff/members">
                        {say(MEMBERS)}
                    </a>
                </Show>
                <Show when=works_here>
                    <a class="link" href="/staff/ledger">
                        {say(LEDGER)}
                    </a>
                </Show>
                <Show when=reads_fund>
                    <a class="link" href="/staff/analysis">
                        {say(ANALYSIS)}
                    </a>
                </Show>
                <a class="link" href="/staff/merchants">
                    {say(MERCHANTS)}
                </a>
                <a class="link" href="/staff/inspections">
                    {say(ORDER)}
                    {late}
                </a>
                <a class="link" href="/staff/goods">
                    {say(GOODS)}
                </a>
                <Show when=checks_goods>
                    <a class="link" href="/staff/quality">
                        {say(QUALITY)}
                    </a>
                </Show>
                <Show when=works_here>
                    <a class="link" href="/staff/roster">
                        {say(ROSTER)}
                    </a>
                </Show>
                <Show when=manages>
                    <a class="link" href="/staff/aside">
                        {say(ASIDE)}
                    </a>
                </Show>
                <Show when=manages>
                    <a class="link" href="/staff/devices">
                        {say(DEVICES)}
                    </a>
                </Show>
                <Show when=manages>
                    <a class="link" href="/staff/replies">
                        {say(REPLIES)}
                    </a>
                </Show>
                <Show when=works_here>
                    <a class="link" href="/staff/board">
                        {say(BOARD)}
                        {to_do}
                    </a>
                </Show>
                <Show when=works_here>
                    <a class="link" href="/staff/publications">
                        {say(PUBLICATIONS)}
                    </a>
                </Show>
                <Show when=works_here>
                    <a class="link" href="/staff/trainings">
                        {say(TRAININGS)}
                        {untrained}
                    </a>
                </Show>
                <Show when=administers>
                    <a class="link" href="/staff/workdays">
                        {say(WORKDAYS)}
                    </a>
                </Show>
                <Show when=reads_fund>
                    <a class="link" href="/staff/fund">
                        {say(FUND)}
                    </a>
                </Show>
                <a class="link" href="/staff/account">
                    {say(ACCOUNT)}
                </a>
            </span>
            <span class="desk__tools">
                <button class="btn btn--quiet" type="button" on:click=|_| spawn_local(staff_api::lock())>
                    <Icon sign=Sign::Lock />
                    {say(LOCK)}
                </button>
                <Tools />
            </span>
        </div>
    }
}
