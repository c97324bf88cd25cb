//! Accounts.

mod devices;
mod kiosks;
mod ledger_keys;
mod links;
mod living;
mod push_subscriptions;
mod rows;
mod sessions;
mod staff;

use async_trait::async_trait;
use domain::ids::{PointId, StaffId};
use domain::moment::Moment;
use domain::staff::StaffMember;

use super::engine::Store;
use crate::accounts::hasher::PasswordHash;
use crate::accounts::token::TokenHash;
use crate::store::StoreError;
use crate::store::accounts::{
    AccountStore, Credentials, NewLink, NewSession, NewStaff, OpenLink, OpenSession, StaffChange, StaffRecord,
    StaffWriteError, WrittenStaff,
};

#[async_trait]
impl AccountStore for Store {
    async fn staff(&self, point: PointId) -> Result<Vec<StaffRecord>, StoreError> {
        staff::all(&mut *self.begin_read().await?, point).await
    }

    async fn staff_member(&self, point: PointId, id: StaffId) -> Result<Option<StaffRecord>, StoreError> {
        Ok(staff::one(&mut *self.begin_read().await?, point, id).await?.map(|stored| stored.record))
    }

    async fn credentials(&self, point: PointId, account_key: &str) -> Result<Option<Credentials>, StoreError> {
        staff::credentials(&mut *self.begin_read().await?, point, account_key).await
    }

    async fn has_administrator(&self, point: PointId) -> Result<bool, StoreError> {
        staff::has_administrator(&mut *self.begin_read().await?, point, None).await
    }

    async fn add_staff(
        &self,
        point: PointId,
        new: &NewStaff,
        link: &NewLink,
        at: Moment,
    ) -> Result<WrittenStaff, StaffWriteError> {
        let mut tx = self.begin_write(point).await?;
        let written = staff::insert(&mut tx, point, new, at).await?;
        links::put(&mut tx, point, link).await?;
        tx.commit().await?;
        Ok(written)
    }

    async fn change_staff(
        &self,
        point: PointId,
        id: StaffId,
        change: &StaffChange,
        at: Moment,
    ) -> Result<WrittenStaff, StaffWriteError> {
        let mut tx = self.begin_write(point).await?;
        let written = staff::change(&mut tx, point, id, change, at).await?;
        if !written.record.member.active {
            sessions::close_of(&mut tx, point, id, None).await?;
            links::withdraw_of(&mut tx, point, id).await?;
        }
        tx.commit().await?;
        Ok(written)
    }

    async fn put_link(&self, point: PointId, link: &NewLink) -> Result<(), StoreError> {
        let mut tx = self.begin_write(point).await?;
        links::put(&mut tx, point, link).await?;
        tx.commit().await
    }

    async fn open_link(&self, point: PointId, token: &TokenHash, at: Moment) -> Result<Option<OpenLink>, StoreError> {
        links::open(&mut *self.begin_read().await?, point, token, at).await
    }

    async fn set_up(
        &self,
        point: PointId,
        link: &TokenHash,
        first: &NewStaff,
        session: &NewSession,
    ) -> Result<WrittenStaff, StaffWriteError> {
        let at = session.created_at;
        let mut tx = self.begin_write(point).await?;
        let is_first = !staff::has_administrator(&mut tx, point, None).await?;
        if !is_first || links::use_up(&mut tx, point, link, at).await? != Some(None) {
            return Err(StaffWriteError::LinkExpired);
        }
        let written = staff::insert(&mut tx, point, first, at).await?;
        sessions::insert(&mut tx, point, first.id, session).await?;
        tx.commit().await?;
        Ok(written)
    }

    async fn set_password_by_link(
        &self,
        point: PointId,
        link: &TokenHash,
        password: &PasswordHash,
        session: &NewSession,
    ) -> Result<StaffMember, StaffWriteError> {
        let mut tx = self.begin_write(point).await?;
        let Some(Some(id)) = links::use_up(&mut tx, point, link, session.created_at).await? else {
            return Err(StaffWriteError::LinkExpired);
        };
        let stored = staff::one(&mut tx, point, id).await?.ok_or(StaffWriteError::LinkExpired)?;
        if !stored.record.member.active {
            return Err(StaffWriteError::LinkExpired);
        }
        staff::set_password(&mut tx, point, id, password).await?;
        sessions::close_of(&mut tx, point, id, None).await?;
        devices::close_of(&mut tx, point, id, None).await?;
        sessions::insert(&mut tx, point, id, session).await?;
        tx.commit().await?;
        Ok(stored.record.member)
    }

    async fn set_password(
        &self,
        point: PointId,
        id: StaffId,
        password: &PasswordHash,
        keep: &TokenHash,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin_write(point).await?;
        staff::set_password(&mut tx, point, id, password).await?;
        sessions::close_of(&mut tx, point, id, Some(keep)).await?;
        devices::close_of(&mut tx, point, id, Some(keep)).await?;
        links::withdraw_of(&mut tx, point, id).await?;
        tx.commit().await
    }

    async fn open_session(
        &self,
        point: PointId,
        id: StaffId,
        session: &NewSession,
    ) -> Result<Option<StaffMember>, StoreError> {
        let mut tx = self.begin_write(point).await?;
        let member = staff::one(&mut tx, point, id).await?.map(|stored| stored.record.member);
        let Some(member) = member.filter(|member| member.active) else { return Ok(None) };
        sessions::clear_ended(&mut tx, point, session.created_at).await?;
        sessions::insert(&mut tx, point, id, session).await?;
        tx.commit().await?;
        Ok(Some(member))
    }

    async fn session(
        &self,
        point: PointId,
        token: &TokenHash,
        at: Moment,
        idle_since: Moment,
    ) -> Result<Option<OpenSession>, StoreError> {
        let found = sessions::open(&mut *self.begin_read().await?, point, token, at, idle_since).await?;
        let Some((open, last_seen)) = found else { return Ok(None) };
        if sessions::is_worth_noting(last_seen, at) {
            let mut tx = self.begin_write(point).await?;
            sessions::note_use(&mut tx, point, token, at).await?;
            tx.commit().await?;
        }
        Ok(Some(open))
    }

    async fn close_session(&self, point: PointId, token: &TokenHash) -> Result<(), StoreError> {
        let mut tx = self.begin_write(point).await?;
        // Who signs out of a tablet is not told there of what comes.
        push_subscriptions::delete_of(&mut tx, point, token).await?;
        sessions::close(&mut tx, point, token).await?;
        tx.commit().await
    }

    async fn close_all(&self, point: PointId) -> Result<(), StoreError> {
        let mut tx = self.begin_write(point).await?;
        sessions::close_all(&mut tx, point).await?;
        devices::close_all(&mut tx, point).await?;
        kiosks::drop_codes(&mut tx, point).await?;
        links::withdraw_all(&mut tx, point).await?;
        tx.commit().await
    }
}
