//! 图片: pictures of what is no case: the permits and the signature of a merchant, what was found on a round. Whatever shows one
//! names it by its content; the bytes arrive when they arrive. An album is therefore an entity of its own: that a photo came late
//! changes no revision on which somebody is deciding.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    case::{Attachment, ContentHash},
    form::{Term, terms},
    kind::{Context, EventSourced, KindInfo, Record, Refusal, Viewer},
    role::Actor,
    words::{Bilingual, text},
};

/// Most pictures of one thing.
pub const MOST_PICTURES: usize = 60;

/// Albums: for everybody who works here, and the regulator; never for the public.
pub const KIND: KindInfo = KindInfo {
    name: "album",
    commands: &["album.keep"],
    begins: &["album.keep"],
    visible_to: |viewer| viewer != Viewer::Public,
    in_first_version: false,
};

terms! {
    /// Of what there are pictures.
    Pictured {
        Merchant = "merchant_file", "商户档案", "Merchant’s file";
        Visit = "visit", "检查记录", "Visit of a round";
    }
}

/// Of which thing an album is: it has the thing's name. Written as `merchant_file:UUID`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct AlbumName {
    /// What it is.
    pub of: Pictured,
    /// Its name.
    pub id: Uuid,
}

/// Text that names no album.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("neither a merchant’s file nor a visit")]
pub struct NotAnAlbum;

impl fmt::Display for AlbumName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.of.code(), self.id)
    }
}

impl FromStr for AlbumName {
    type Err = NotAnAlbum;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (of, id) = text.split_once(':').ok_or(NotAnAlbum)?;
        let of = Pictured::from_code(of).ok_or(NotAnAlbum)?;
        Ok(Self { of, id: id.parse().map_err(|_| NotAnAlbum)? })
    }
}

impl From<AlbumName> for String {
    fn from(name: AlbumName) -> Self {
        name.to_string()
    }
}

impl TryFrom<String> for AlbumName {
    type Error = NotAnAlbum;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// The pictures of one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Album {
    /// How many events made it.
    pub rev: u64,
    /// Of what.
    pub of: Pictured,
    /// They, in the order in which they arrived.
    pub pictures: Vec<Attachment>,
}

impl Album {
    /// The picture that was sent under that hash.
    #[must_use]
    pub fn sent_as(&self, hash: ContentHash) -> Option<&Attachment> {
        self.pictures.iter().find(|one| one.was_sent_as(hash) || one.hash == hash)
    }
}

/// What is asked, by the server alone: a picture has arrived and was looked through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// 收下图片: begins an album too.
    Keep {
        /// Of what.
        of: Pictured,
        /// It.
        picture: Attachment,
    },
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A picture was kept.
    Kept {
        /// Of what.
        of: Pictured,
        /// It.
        picture: Attachment,
    },
}

/// Why a picture was not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Rejection {
    /// Only the server says what has arrived.
    #[error("the server only")]
    ServerOnly,
    /// It is there.
    #[error("there already")]
    ThereAlready,
    /// There is no room for more.
    #[error("full")]
    Full,
}

impl Refusal for Rejection {
    fn code(&self) -> &'static str {
        match self {
            Self::ServerOnly => "server_only",
            Self::ThereAlready => "there_already",
            Self::Full => "full",
        }
    }

    fn sentence(&self) -> Bilingual {
        match self {
            Self::ServerOnly => text("图片由服务器收下。", "Pictures are taken in by the server."),
            Self::ThereAlready => text("这张图片已经有了。", "This picture is there already."),
            Self::Full => text("图片已经存满了，请把不用的留在纸质档案里。", "There is no room for more pictures."),
        }
        .into()
    }
}

impl EventSourced for Album {
    const KIND: &'static KindInfo = &KIND;
    type State = Self;
    type Command = Command;
    type Event = Event;
    type Rejection = Rejection;

    fn op_kind(_: &Command) -> &'static str {
        "album.keep"
    }

    fn decide(
        state: Option<&Self>,
        _: Option<u64>,
        command: &Command,
        context: &Context,
    ) -> Result<Vec<Event>, Rejection> {
        let Command::Keep { of, picture } = command;
        if context.by != Actor::Server {
            return Err(Rejection::ServerOnly);
        }
        if let Some(album) = state {
            if album.pictures.iter().any(|one| one.hash == picture.hash) {
                return Err(Rejection::ThereAlready);
            }
            if album.pictures.len() >= MOST_PICTURES {
                return Err(Rejection::Full);
            }
        }
        Ok(vec![Event::Kept { of: *of, picture: picture.clone() }])
    }

    fn evolve(_: Uuid, state: Option<Self>, record: &Record<Event>) -> Option<Self> {
        let Event::Kept { of, picture } = &record.event;
        let mut album = state.unwrap_or(Self { rev: 0, of: *of, pictures: Vec::new() });
        album.rev = record.rev;
        album.pictures.push(picture.clone());
        Some(album)
    }

    fn rev(state: &Self) -> u64 {
        state.rev
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{case::Media, ids::StaffId, kind::continued, moment::Moment, role::Role};

    const NOW: Moment = Moment::from_millis(1_790_000_000_000);

    fn picture(byte: u8) -> Attachment {
        let hash = ContentHash([byte; 32]);
        Attachment { hash, sent: None, media: Media::Jpeg, bytes: 9, staff: None, purpose: None }
    }

    fn keep(album: Option<&Album>, byte: u8, by: Actor) -> Result<Album, Rejection> {
        let context = Context { now: NOW, by };
        let command = Command::Keep { of: Pictured::Visit, picture: picture(byte) };
        let events = Album::decide(album, None, &command, &context)?;
        Ok(continued::<Album>(Uuid::nil(), album, events, NOW, &context).expect("it goes on").0)
    }

    #[test]
    fn an_album_takes_each_picture_once_and_only_so_many() {
        let mut album = keep(None, 0, Actor::Server).expect("kept");
        assert_eq!(keep(Some(&album), 0, Actor::Server), Err(Rejection::ThereAlready));
        for byte in 1..60 {
            album = keep(Some(&album), byte, Actor::Server).expect("kept");
        }
        assert_eq!((album.rev, album.pictures.len()), (60, MOST_PICTURES));
        assert_eq!(keep(Some(&album), 60, Actor::Server), Err(Rejection::Full));
        assert_eq!(album.sent_as(ContentHash([7; 32])), Some(&picture(7)));
    }

    #[test]
    fn nobody_but_the_server_says_that_a_picture_is_there() {
        let staff = Actor::Staff { id: StaffId(Uuid::nil()), role: Role::Administrator };
        for by in [staff, Actor::Merchant, Actor::Consumer] {
            assert_eq!(keep(None, 1, by), Err(Rejection::ServerOnly));
        }
    }

    #[test]
    fn the_name_of_an_album_is_read_as_it_was_written() {
        for of in Pictured::ALL {
            let name = AlbumName { of: *of, id: Uuid::from_u128(7) };
            assert_eq!(name.to_string().parse(), Ok(name));
        }
        for wrong in ["", "merchant_file", "case:00000000-0000-0000-0000-000000000007", "visit:7"] {
            assert_eq!(wrong.parse::<AlbumName>(), Err(NotAnAlbum), "{wrong}");
        }
    }
}
