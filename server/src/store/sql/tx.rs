//! A transaction, and how values lie in it.

use std::ops::{Deref, DerefMut};

use sqlx::Transaction;

use super::engine::{Connection, Db};
use crate::store::StoreError;
use crate::store::codec::Codec;

/// Whatever is read or written in one transaction. Dropped, it has never been.
pub(crate) struct Tx {
    inner: Transaction<'static, Db>,
    codec: Codec,
}

impl Tx {
    pub(in super::super) const fn new(inner: Transaction<'static, Db>, codec: Codec) -> Self {
        Self { inner, codec }
    }

    /// How values are written and read.
    pub(super) const fn codec(&self) -> &Codec {
        &self.codec
    }

    /// Keeps what was written.
    pub(in super::super) async fn commit(self) -> Result<(), StoreError> {
        Ok(self.inner.commit().await?)
    }
}

impl Deref for Tx {
    type Target = Connection;

    fn deref(&self) -> &Self::Target {
        &self.inner
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.inner
    }
}
