//! Photos and PDFs: nine of each side, once each, at any time, and given by the server alone.

use domain::case::{Attachment, Command, ContentHash, MOST_ATTACHMENTS, Media, Rejection};

use crate::bench::*;

fn photo(shade: u8) -> Attachment {
    Attachment { hash: ContentHash([shade; 32]), sent: None, media: Media::Jpeg, bytes: 9, staff: None }
}

fn attach(attachment: Attachment) -> Command {
    Command::Attach { attachment }
}

#[test]
fn nine_photos_of_the_consumer_leave_room_for_nine_of_staff() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    for shade in 0..9 {
        desk.does(SERVER, attach(photo(shade)));
    }
    let full = Rejection::TooManyAttachments { most: MOST_ATTACHMENTS };
    assert_eq!(desk.refused(SERVER, &attach(photo(9))), full);
    for shade in 0..9 {
        desk.does(SERVER, attach(Attachment { staff: Some(MAI), ..photo(shade) }));
    }
    assert_eq!(desk.case().attachments.len(), 18);
    let view = desk.case().for_consumer(|_| None);
    assert_eq!(view.attachments.len(), 9, "what staff took down is a working paper");
    desk.replays();
}

#[test]
fn the_same_photo_counts_once_and_nobody_but_the_server_says_that_it_came() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.does(SERVER, attach(photo(1)));
    assert_eq!(desk.refused(SERVER, &attach(photo(1))), Rejection::DoneAlready);
    for somebody in [CONSUMER, RECEPTION, SUPERVISOR] {
        assert_eq!(desk.refused(somebody, &attach(photo(2))), Rejection::ServerOnly);
    }
}

#[test]
fn a_photo_that_was_long_on_its_way_is_taken_by_a_case_that_has_ended() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.does(CONSUMER, Command::Withdraw { words: String::new() });
    let state = desk.case().state;
    desk.does(SERVER, attach(photo(1)));
    assert_eq!((desk.case().state, desk.case().attachments.len()), (state, 1), "which moves nothing");
}
