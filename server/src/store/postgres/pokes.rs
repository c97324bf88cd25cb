//! Servers of one database tell each other that there is something new (LISTEN, NOTIFY). What is new is not in the message: whoever hears
//! it reads, and whoever missed it reads once it listens again.

use domain::ids::PointId;
use sqlx::postgres::PgListener;
use uuid::Uuid;

use super::PostgresStore;
use crate::store::StoreError;

const CHANNEL: &str = "contact_point";

/// What other servers say.
#[derive(Debug)]
pub struct Pokes {
    listener: PgListener,
    /// As which this server speaks.
    own: Uuid,
    point: PointId,
}

impl PostgresStore {
    /// Listens for what other servers say of a contact point, from now on.
    ///
    /// # Errors
    ///
    /// When the database cannot be reached.
    pub async fn listen(&self, point: PointId) -> Result<Pokes, StoreError> {
        let mut listener = PgListener::connect_with(&self.pool).await?;
        listener.listen(CHANNEL).await?;
        Ok(Pokes { listener, own: Uuid::new_v4(), point })
    }

    /// Tells the others. Beside the transaction that wrote: a NOTIFY within makes all commits of a database wait for each other.
    ///
    /// # Errors
    ///
    /// When the database cannot be reached.
    pub async fn poke(&self, pokes: &Pokes) -> Result<(), StoreError> {
        let says = format!("{} {}", pokes.point.0, pokes.own);
        sqlx::query("SELECT pg_notify($1, $2)").bind(CHANNEL).bind(says).execute(&self.pool).await?;
        Ok(())
    }
}

impl Pokes {
    /// Waits until another server has written to the contact point, or may have: the connection was lost and is there again.
    ///
    /// # Errors
    ///
    /// When the database cannot be reached any more.
    pub async fn next(&mut self) -> Result<(), StoreError> {
        loop {
            let Some(said) = self.listener.try_recv().await? else { return Ok(()) };
            let (point, by) = said.payload().split_once(' ').unwrap_or_default();
            let (own, here) = (self.own.to_string(), self.point.0.to_string());
            if point == here && by != own {
                return Ok(());
            }
        }
    }
}
