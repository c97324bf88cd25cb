//! An attachment that has arrived becomes part of its case.

use domain::case::{Attachment, Case, Command};
use domain::ids::CaseId;
use sync::protocol::Code;

use super::key;
use crate::service::{Batch, Inner, ServiceError};
use crate::store::entities::Wanted;

impl Inner {
    /// Gives an attachment to a case; no effect where the case has it.
    pub(crate) async fn attach(&self, case: CaseId, attachment: Attachment) -> Result<(), ServiceError> {
        let _turn = self.turn.lock().await;
        let mut transaction = self.store.begin(self.setting.point).await?;
        let found = transaction.find(&Wanted { entities: vec![key(case)], ..Wanted::default() }).await?;
        let (point, content, now) = (transaction.point(), self.content(), self.setting.world.now());
        let mut batch = Batch::new(&content, now, point.head, found);
        let hash = attachment.hash;
        let is_by_staff = attachment.staff.is_some();
        let op = self.by_itself(now, case, Command::Attach { attachment });
        if !batch.by_server(&op) {
            let case: &Case = batch.state(&key(case)).ok_or(ServiceError::Refused(Code::NoSuchAttachment))?;
            let same = |one: &Attachment| one.hash == hash && one.staff.is_some() == is_by_staff;
            let has_it = case.attachments.iter().any(same);
            return if has_it { Ok(()) } else { Err(ServiceError::Refused(Code::AttachmentsFull)) };
        }
        transaction.write(batch.changes()).await?;
        transaction.commit().await?;
        self.committed(point, batch.changes());
        Ok(())
    }
}
