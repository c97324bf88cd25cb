//! Photos and PDFs: nine of each side, once each, at any time, and given by the server alone.

use domain::case::{Attachment, Command, ContentHash, MOST_ATTACHMENTS, Media, Party, Purpose, Rejection};

use crate::bench::*;

fn photo(shade: u8) -> Attachment {
    Attachment { hash: ContentHash([shade; 32]), sent: None, media: Media::Jpeg, bytes: 9, staff: None, purpose: None }
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

#[test]
fn what_leaves_the_desk_is_the_newest_copy_in_which_something_is_covered() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    let of_staff = |shade, purpose| Attachment { staff: Some(MAI), purpose: Some(purpose), ..photo(shade) };
    let covered = |shade, of: u8| of_staff(shade, Purpose::Redaction { of: ContentHash([of; 32]) });
    desk.does(SERVER, attach(photo(1)));
    desk.does(SERVER, attach(photo(2)));
    desk.does(SERVER, attach(of_staff(3, Purpose::Signature { of: Party::Consumer })));
    desk.does(SERVER, attach(covered(10, 1)));
    desk.does(SERVER, attach(covered(11, 1)));
    let shown: Vec<u8> = desk.case().passed_on().iter().map(|one| one.shown().hash.0[0]).collect();
    assert_eq!(shown, [11, 2], "the first as it was covered last, the second as it is, and no signature");
    let seen = desk.case().for_consumer(|_| None);
    assert_eq!(seen.attachments.len(), 2, "the consumer sees their own, as they are");
    desk.replays();
}

#[test]
fn a_copy_is_made_by_staff_of_a_photo_of_the_case_and_of_nothing_else() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    let covered = |of| Attachment { staff: Some(MAI), purpose: Some(Purpose::Redaction { of }), ..photo(10) };
    assert_eq!(desk.refused(SERVER, &attach(covered(ContentHash([1; 32])))), Rejection::NoSuchPhoto);
    desk.does(SERVER, attach(Attachment { media: Media::Pdf, ..photo(1) }));
    assert_eq!(desk.refused(SERVER, &attach(covered(ContentHash([1; 32])))), Rejection::NoSuchPhoto, "a PDF is none");
    desk.does(SERVER, attach(photo(2)));
    let of = ContentHash([2; 32]);
    assert_eq!(desk.refused(SERVER, &attach(Attachment { staff: None, ..covered(of) })), Rejection::StaffOnly);
    desk.does(SERVER, attach(covered(of)));
    let again = Attachment { hash: ContentHash([11; 32]), ..covered(ContentHash([10; 32])) };
    assert_eq!(desk.refused(SERVER, &attach(again)), Rejection::NoSuchPhoto, "a copy of a copy is one of the photo");
}

#[test]
fn copies_and_signatures_take_no_room_from_evidence() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    let of_staff = |shade, purpose| Attachment { staff: Some(MAI), purpose, ..photo(shade) };
    for shade in 0..9 {
        desk.does(SERVER, attach(of_staff(shade, None)));
    }
    let copies = Some(Purpose::Redaction { of: ContentHash([0; 32]) });
    for shade in 20..29 {
        desk.does(SERVER, attach(of_staff(shade, copies)));
    }
    let full = Rejection::TooManyAttachments { most: MOST_ATTACHMENTS };
    assert_eq!(desk.refused(SERVER, &attach(of_staff(29, copies))), full, "nine of one photo");
    desk.does(SERVER, attach(of_staff(30, Some(Purpose::Redaction { of: ContentHash([1; 32]) }))));
    desk.does(SERVER, attach(of_staff(31, Some(Purpose::Signature { of: Party::Merchant }))));
    assert_eq!(desk.case().attachments.len(), 20);
}
