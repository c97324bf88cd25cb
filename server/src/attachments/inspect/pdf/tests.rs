use lopdf::{ObjectId, dictionary};

use super::*;

/// A receipt of so many pages, with whatever else belongs to it.
fn receipt(pages: usize, more: impl FnOnce(&mut Document, ObjectId)) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let tree = document.new_object_id();
    let kids: Vec<Object> = (0..pages)
        .map(|_| {
            let words = document.add_object(Stream::new(Dictionary::new(), b"BT (Receipt 3200) Tj ET".to_vec()));
            let size = vec![0.into(), 0.into(), 595.into(), 842.into()];
            document
                .add_object(dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => words, "MediaBox" => size })
                .into()
        })
        .collect();
    let count = i64::try_from(kids.len()).expect("few");
    document.objects.insert(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    more(&mut document, catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("written");
    bytes
}

fn catalog(document: &mut Document, catalog: ObjectId) -> &mut Dictionary {
    document.get_dictionary_mut(catalog).expect("the catalog")
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

#[test]
fn a_plain_receipt_is_kept_as_it_is() {
    let sent = receipt(2, |_, _| {});
    assert_eq!(inspect(sent.clone()).map(|kept| kept.bytes), Ok(sent));
}

#[test]
fn who_made_it_and_where_is_left_out_also_of_a_photo_in_it() {
    let sent = receipt(1, |document, _| {
        let author = dictionary! { "Author" => Object::string_literal("Chen Li"), "Producer" => Object::string_literal("Phone 15") };
        let info = document.add_object(author);
        document.trailer.set("Info", info);
        let photo = b"\xFF\xD8\xFF\xE1\0\x11Exif GPS 31.22N\xFF\xDA\0\x02abc\xFF\xD9".to_vec();
        document.add_object(Stream::new(dictionary! { "Subtype" => "Image", "Filter" => "DCTDecode" }, photo));
        let page = document.get_pages()[&1];
        let image = document.objects.keys().max().copied().expect("the photo");
        let page = document.get_dictionary_mut(page).expect("the page");
        page.set("Resources", dictionary! { "XObject" => dictionary! { "P" => image } });
    });
    assert!(holds(&sent, "Chen Li") && holds(&sent, "GPS 31.22N"));
    let kept = inspect(sent).expect("a receipt").bytes;
    assert!(!holds(&kept, "Chen Li") && !holds(&kept, "Phone 15") && !holds(&kept, "GPS"));
    assert!(holds(&kept, "Receipt 3200"), "the words stay");
    assert_eq!(Document::load_mem(&kept).expect("a PDF").get_pages().len(), 1);
}

#[test]
fn programs_and_files_inside_are_refused() {
    let with_program = receipt(1, |document, id| {
        let program = dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert(1)") };
        catalog(document, id).set("OpenAction", program);
    });
    let with_command = receipt(1, |document, id| {
        let command = dictionary! { "S" => "Launch", "F" => Object::string_literal("cmd.exe") };
        catalog(document, id).set("OpenAction", command);
    });
    let with_file = receipt(1, |document, id| {
        catalog(document, id).set("Names", dictionary! { "EmbeddedFiles" => dictionary! {} });
    });
    for active in [with_program, with_command, with_file] {
        assert_eq!(inspect(active), Err(Refusal::Active));
    }
}

#[test]
fn what_is_no_whole_pdf_or_more_than_one_is_refused() {
    let whole = receipt(1, |_, _| {});
    let archive = [whole.as_slice(), b"PK\x03\x04 a page PK\x05\x06\0\0"].concat();
    assert_eq!(inspect(archive), Err(Refusal::Mixed));
    assert_eq!(inspect([b"GIF89a ".as_slice(), &whole].concat()), Err(Refusal::Mixed));
    assert_eq!(inspect(whole[..60].to_vec()), Err(Refusal::Unreadable));
    assert_eq!(inspect(receipt(MOST_PAGES + 1, |_, _| {})), Err(Refusal::TooComplex));
}

#[test]
fn a_pdf_with_a_password_is_refused() {
    let locked = receipt(1, |document, _| {
        let lock = document.add_object(dictionary! { "Filter" => "Standard", "V" => 1, "R" => 2, "P" => -4,
        "O" => Object::string_literal("x".repeat(32)), "U" => Object::string_literal("y".repeat(32)) });
        document.trailer.set("Encrypt", lock);
        let name = || Object::string_literal("0123456789abcdef");
        document.trailer.set("ID", vec![name(), name()]);
    });
    assert_eq!(inspect(locked), Err(Refusal::Locked));
}
