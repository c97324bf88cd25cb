//! Opening the device by what a person remembers, without asking anybody.

use std::{rc::Rc, time::Duration};

use domain::ids::StaffId;
use gloo_timers::future::sleep;
use leptos::prelude::*;
use vault::{Person, Tried, Vault, Way};

use super::{SessionLock, seal::fresh};
use crate::desk::UnlockProblem;

/// So long the page has to say that it is busy before the tab stands still.
const PAINT: Duration = Duration::from_millis(40);

impl SessionLock {
    /// Opens the device for a person who signed in here before.
    ///
    /// # Errors
    /// [`UnlockProblem`].
    pub async fn unlock(self: Rc<Self>, staff: StaffId, way: Way, secret: &str) -> Result<(), UnlockProblem> {
        let refused = UnlockProblem::Storage;
        // On the disk first: switching the tablet off amid a try undoes none.
        let counted = self.driver.storage.change_vault(|vault| changed(vault, staff, Person::begin_try)).await;
        let mut vault = counted.map_err(refused)?.ok_or(UnlockProblem::AskServer)?;
        let Some(mut person) = vault.person(staff).cloned() else { return Err(UnlockProblem::AskServer) };
        sleep(PAINT).await;
        let tried = person.attempt(way, secret);
        let after = person.clone();
        if let Some(now) = self
            .driver
            .storage
            .change_vault(move |vault| changed(vault, staff, |person| *person = after))
            .await
            .map_err(refused)?
        {
            vault = now;
        }
        match tried {
            Tried::Open(key) => {
                self.open_for(person.staff, &vault, key).await;
                let lock = self.clone();
                leptos::task::spawn_local(async move { lock.renew().await });
                Ok(())
            }
            Tried::Wrong { left } => Err(UnlockProblem::Wrong { left }),
            Tried::AskServer => {
                let unsent: Vec<_> = self.driver.device.desk.people.with_untracked(|people| {
                    people.iter().flat_map(|known| vec![known.staff.id; known.unsent]).collect()
                });
                let session = self.driver.device.desk.session.get_untracked();
                self.show_session(Some(&vault), &unsent, session);
                Err(UnlockProblem::AskServer)
            }
        }
    }

    /// From here a PIN opens the device for whoever has it now; without one, none does any more.
    ///
    /// # Errors
    /// [`UnlockProblem`].
    pub async fn set_pin(&self, pin: Option<&str>) -> Result<(), UnlockProblem> {
        let open = self.opened().ok_or(UnlockProblem::AskServer)?;
        sleep(PAINT).await;
        self.guard_by(open.staff, Way::Pin, pin).await
    }

    /// From here another password opens it: the server has just taken it.
    ///
    /// # Errors
    /// [`UnlockProblem`].
    pub async fn set_password(&self, password: &str) -> Result<(), UnlockProblem> {
        let open = self.opened().ok_or(UnlockProblem::AskServer)?;
        self.guard_by(open.staff, Way::Password, Some(password)).await
    }

    async fn guard_by(&self, staff: StaffId, way: Way, secret: Option<&str>) -> Result<(), UnlockProblem> {
        let Some(open) = self.opened() else { return Err(UnlockProblem::AskServer) };
        let guarded = |vault: Option<Vault>| {
            let mut vault = vault?;
            match secret {
                Some(secret) => vault.guard(staff, way, secret, &open.key, &fresh)?,
                None => vault.person_mut(staff)?.drop_pin(),
            }
            Some(vault)
        };
        // Worked out first: a transaction does not wait for it.
        let vault = guarded(self.driver.storage.vault().await.map_err(UnlockProblem::Storage)?);
        let person = vault.as_ref().and_then(|vault| vault.person(staff)).cloned().ok_or(UnlockProblem::AskServer)?;
        let kept = self.driver.storage.change_vault(move |vault| changed(vault, staff, |known| *known = person)).await;
        let vault = kept.map_err(UnlockProblem::Storage)?;
        let session = self.driver.device.desk.session.get_untracked();
        self.show_session(vault.as_ref(), &[], session);
        Ok(())
    }
}

/// The vault with one person changed.
fn changed(vault: Option<Vault>, staff: StaffId, change: impl FnOnce(&mut Person)) -> Option<Vault> {
    let mut vault = vault?;
    if let Some(person) = vault.person_mut(staff) {
        change(person);
    }
    Some(vault)
}
