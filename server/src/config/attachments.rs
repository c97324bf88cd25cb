//! Where attachments lie.

use std::path::Path;

use clap::Args;
use domain::ids::PointId;

use super::ConfigError;
use crate::attachments::objects::{Objects, S3};

/// Where attachments lie: in a folder, unless a bucket is named.
#[derive(Clone, Debug, Args)]
pub struct AttachmentsConfig {
    /// The bucket of an S3-compatible store for photos and PDFs [default: none: they lie in attachments/ in the data folder]
    #[arg(long, env = "CONTACT_POINT_S3_BUCKET", requires = "s3_endpoint", global = true)]
    pub s3_bucket: Option<String>,

    /// Where that store answers, such as `https://s3.example.com`
    #[arg(long, env = "CONTACT_POINT_S3_ENDPOINT", global = true)]
    pub s3_endpoint: Option<String>,

    /// Its region
    #[arg(long, env = "CONTACT_POINT_S3_REGION", default_value = "us-east-1", global = true)]
    pub s3_region: String,

    /// The name of the key
    #[arg(long, env = "CONTACT_POINT_S3_ACCESS_KEY_ID", default_value = "", global = true)]
    pub s3_access_key_id: String,

    /// The key. In the environment, not on the command line, where others can read it
    #[arg(long, env = "CONTACT_POINT_S3_SECRET_ACCESS_KEY", hide_env_values = true, default_value = "", global = true)]
    pub s3_secret_access_key: String,
}

impl AttachmentsConfig {
    /// Whether they lie somewhere else than in the data folder.
    #[must_use]
    pub const fn is_elsewhere(&self) -> bool {
        self.s3_bucket.is_some()
    }

    /// The place of the bytes, to be read: nothing is made.
    ///
    /// # Errors
    ///
    /// When it cannot be used.
    pub fn objects_to_read(&self, data_dir: &Path, point: PointId) -> Result<Objects, ConfigError> {
        if self.is_elsewhere() || data_dir.join("attachments").is_dir() {
            self.objects(data_dir, point)
        } else {
            Ok(Objects::nowhere(point))
        }
    }

    /// The place of the bytes.
    ///
    /// # Errors
    ///
    /// When it cannot be used.
    pub fn objects(&self, data_dir: &Path, point: PointId) -> Result<Objects, ConfigError> {
        let objects = match (&self.s3_bucket, &self.s3_endpoint) {
            (Some(bucket), Some(endpoint)) => {
                let s3 = S3 {
                    endpoint: endpoint.clone(),
                    bucket: bucket.clone(),
                    region: self.s3_region.clone(),
                    access_key_id: self.s3_access_key_id.clone(),
                    secret_access_key: self.s3_secret_access_key.clone(),
                };
                Objects::in_s3(&s3, point)
            }
            _ => Objects::in_folder(&data_dir.join("attachments"), point),
        };
        objects.map_err(ConfigError::Attachments)
    }
}
