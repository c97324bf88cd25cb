//! TLS of the server's own: a local authority, as a mall's network has one, and what follows from a certificate by itself.

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::http::Request;
use axum::serve::Listener;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use server::tls::{Reloading, TlsListener};
use tempfile::TempDir;
use tokio::net::TcpListener;

use crate::running::{Running, program, run};

/// A mall's own authority, and what it has issued to the server.
struct Mall {
    folder: TempDir,
    issuer: Issuer<'static, KeyPair>,
    roots: RootCertStore,
}

impl Mall {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).expect("parameters");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key");
        let certificate = params.self_signed(&key).expect("an authority");
        let mut roots = RootCertStore::empty();
        roots.add(certificate.der().clone()).expect("a root");
        Self { folder: tempfile::tempdir().expect("a folder"), issuer: Issuer::new(params, key), roots }
    }

    fn files(&self) -> (PathBuf, PathBuf) {
        (self.folder.path().join("cert.pem"), self.folder.path().join("key.pem"))
    }

    /// Puts a certificate in the place of the one before.
    fn issue(&self, names: &[&str], until: (i32, u8, u8)) -> Vec<u8> {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        let mut params = CertificateParams::new(names).expect("parameters");
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(until.0, until.1, until.2);
        let key = KeyPair::generate().expect("a key");
        let certificate = params.signed_by(&key, &self.issuer).expect("issued");
        let (cert, key_file) = self.files();
        fs::write(cert, certificate.pem()).expect("written");
        fs::write(&key_file, key.serialize_pem()).expect("written");
        private(&key_file);
        certificate.der().to_vec()
    }

    fn options(&self) -> Vec<String> {
        let (cert, key) = self.files();
        let word = |path: PathBuf| path.to_str().expect("a path").to_owned();
        vec!["--tls-cert".to_owned(), word(cert), "--tls-key".to_owned(), word(key)]
    }

    fn client(&self, alpn: &[&str]) -> ClientConnection {
        let builder = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()));
        let builder = builder.with_safe_default_protocol_versions().expect("versions");
        let mut config = builder.with_root_certificates(self.roots.clone()).with_no_client_auth();
        config.alpn_protocols = alpn.iter().map(|name| name.as_bytes().to_vec()).collect();
        ClientConnection::new(Arc::new(config), ServerName::try_from("localhost").expect("a name")).expect("a client")
    }

    fn connect(&self, address: &str, alpn: &[&str]) -> StreamOwned<ClientConnection, TcpStream> {
        let line = TcpStream::connect(address).expect("it listens");
        line.set_read_timeout(Some(Duration::from_secs(30))).expect("a limit");
        let mut stream = StreamOwned::new(self.client(alpn), line);
        while stream.conn.is_handshaking() {
            stream.conn.complete_io(&mut stream.sock).expect("a handshake with what the mall's authority issued");
        }
        stream
    }

    /// A request by HTTP/1.1, and all of the answer.
    fn ask(&self, address: &str, request: &str) -> String {
        let mut stream = self.connect(address, &["http/1.1"]);
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = Vec::new();
        // Whoever closes the line without a goodbye has said everything by then.
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }
}

fn private(file: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(file, fs::Permissions::from_mode(0o600)).expect("permissions");
}

fn arguments<'a>(options: &'a [String], more: &[&'a str]) -> Vec<&'a str> {
    options.iter().map(String::as_str).chain(more.iter().copied()).collect()
}

#[test]
fn hsts_and_cookies_for_tls_alone_follow_from_a_certificate_by_themselves_and_plain_http_leads_there() {
    let mall = Mall::new();
    mall.issue(&["localhost"], (2099, 1, 1));
    let folder = tempfile::tempdir().expect("a folder");
    let options = mall.options();
    let more = ["--listen", "127.0.0.1:0", "--http-redirect", "127.0.0.1:0", "serve"];
    let mut running = Running::of(program(folder.path(), &arguments(&options, &more)));
    let address = running.address.clone();

    let health = mall.ask(&address, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert!(health.starts_with("HTTP/1.1 200"), "{health}");
    assert!(health.to_lowercase().contains("strict-transport-security: max-age="), "{health}");
    let request = format!(
        "DELETE /api/v1/session HTTP/1.1\r\nHost: localhost\r\nOrigin: https://{address}\r\nConnection: close\r\n\r\n"
    )
    .replace("Host: localhost", &format!("Host: {address}"));
    let signed_out = mall.ask(&address, &request);
    assert!(signed_out.contains("__Host-session=") && signed_out.contains("Secure"), "{signed_out}");

    let plain = running.logged();
    let plain = plain.lines().find_map(|line| line.split_once("plain HTTP at http://")).expect("it says where").1;
    let plain: SocketAddr = plain.split(' ').next().expect("a word").parse().expect("an address");
    let mut line = TcpStream::connect(plain).expect("it listens");
    line.write_all(b"GET /track?x=1 HTTP/1.1\r\nHost: localhost:80\r\nConnection: close\r\n\r\n").expect("sent");
    let mut answer = String::new();
    line.read_to_string(&mut answer).expect("an answer");
    let port = address.rsplit_once(':').expect("a port").1;
    assert!(answer.starts_with("HTTP/1.1 308"), "{answer}");
    assert!(answer.contains(&format!("location: https://localhost:{port}/track?x=1")), "{answer}");
    running.stop();
}

#[tokio::test]
async fn http_2_is_spoken_by_alpn() {
    let mall = Mall::new();
    mall.issue(&["localhost"], (2099, 1, 1));
    let folder = tempfile::tempdir().expect("a folder");
    let options = mall.options();
    let running = Running::of(program(folder.path(), &arguments(&options, &["--listen", "127.0.0.1:0", "serve"])));
    let builder = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().expect("versions");
    let mut config = builder.with_root_certificates(mall.roots.clone()).with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    let line = tokio::net::TcpStream::connect(&running.address).await.expect("it listens");
    let connector = tokio_rustls::TlsConnector::from(Arc::new(config));
    let stream = connector.connect(ServerName::try_from("localhost").expect("a name"), line).await.expect("TLS");
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(b"h2".as_slice()));
    let (mut client, connection) = h2::client::handshake(stream).await.expect("HTTP/2");
    let driving = tokio::spawn(connection);
    // Several at once on one line, which is what it is for.
    let mut answers = Vec::new();
    for _ in 0..5 {
        let request = Request::get("https://localhost/healthz").body(()).expect("a request");
        client = client.ready().await.expect("ready");
        answers.push(client.send_request(request, true).expect("sent").0);
    }
    for answer in answers {
        assert_eq!(answer.await.expect("an answer").status(), 200);
    }
    driving.abort();
    running.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_certificate_is_taken_up_without_a_restart_and_one_that_cannot_be_used_leaves_the_old_in_place() {
    let mall = Mall::new();
    let first = mall.issue(&["localhost"], (2099, 1, 1));
    let (cert, key) = mall.files();
    let reloading = Reloading::begin(cert.clone(), key).expect("usable");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let mut listener = TlsListener::new(listener, reloading.server_config().expect("settings")).expect("a listener");
    let address = listener.local_addr().expect("an address").to_string();
    tokio::spawn(async move {
        let mut held = Vec::new();
        loop {
            held.push(listener.accept().await);
        }
    });
    let shown = || {
        tokio::task::block_in_place(|| {
            let stream = mall.connect(&address, &[]);
            stream.conn.peer_certificates().expect("a certificate")[0].to_vec()
        })
    };
    assert_eq!(shown(), first);
    assert!(!reloading.look(), "nothing has changed");
    let second = mall.issue(&["localhost"], (2098, 1, 1));
    assert!(reloading.look());
    assert_eq!(shown(), second);
    // Half a file, a key that belongs to another, no file at all.
    let whole = fs::read(&cert).expect("a file");
    fs::write(&cert, &whole[..whole.len() / 2]).expect("written");
    assert!(!reloading.look());
    assert_eq!(shown(), second);
    let other = KeyPair::generate().expect("a key").serialize_pem();
    fs::write(mall.files().1, other).expect("written");
    fs::write(&cert, &whole).expect("written");
    assert!(!reloading.look());
    assert_eq!(shown(), second);
    fs::remove_file(&cert).expect("gone");
    assert!(!reloading.look());
    assert_eq!(shown(), second);
    let third = mall.issue(&["localhost"], (2097, 1, 1));
    assert!(reloading.look());
    assert_eq!(shown(), third);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_never_ends_a_handshake_holds_up_nobody() {
    let mall = Mall::new();
    mall.issue(&["localhost"], (2099, 1, 1));
    let (cert, key) = mall.files();
    let reloading = Reloading::begin(cert, key).expect("usable");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let mut listener = TlsListener::new(listener, reloading.server_config().expect("settings")).expect("a listener");
    let address = listener.local_addr().expect("an address").to_string();
    let accepted = tokio::spawn(async move { listener.accept().await.1 });
    let silent: Vec<TcpStream> = (0..50).map(|_| TcpStream::connect(&address).expect("a line")).collect();
    let stream = tokio::task::block_in_place(|| mall.connect(&address, &[]));
    let from = stream.sock.local_addr().expect("an address");
    assert_eq!(accepted.await.expect("accepted"), from);
    drop(silent);
}

#[test]
fn doctor_says_until_when_a_certificate_holds_and_for_whom() {
    let mall = Mall::new();
    let folder = tempfile::tempdir().expect("a folder");
    let options = mall.options();
    let said = |host: &str| {
        let url = format!("https://{host}");
        let output = run(folder.path(), &arguments(&options, &["--public-url", &url, "doctor"]));
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let line = text.lines().find(|line| line.get(6..).is_some_and(|rest| rest.starts_with("certificate ")));
        line.unwrap_or_else(|| panic!("nothing about it: {text}")).to_owned()
    };
    mall.issue(&["315.example.com", "192.168.1.20"], (2099, 1, 2));
    let fine = said("315.example.com");
    assert!(fine.starts_with("ok") && fine.contains("2099-01-02"), "{fine}");
    assert!(said("192.168.1.20:8443").starts_with("ok"), "an address is a name, too");
    let foreign = said("elsewhere.example.com");
    assert!(foreign.starts_with("wrong") && foreign.contains("elsewhere.example.com"), "{foreign}");
    mall.issue(&["315.example.com"], (2021, 1, 1));
    let ended = said("315.example.com");
    assert!(ended.starts_with("wrong") && ended.contains("2021-01-01"), "{ended}");
    fs::write(mall.files().0, "no certificate").expect("written");
    let broken = said("315.example.com");
    assert!(broken.starts_with("wrong"), "{broken}");
}

#[test]
fn files_that_cannot_be_used_stop_the_server_with_one_sentence() {
    let mall = Mall::new();
    let folder = tempfile::tempdir().expect("a folder");
    let options = mall.options();
    let output = run(folder.path(), &arguments(&options, &["--listen", "127.0.0.1:0", "serve"]));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("cert.pem") && !said.contains("PRIVATE"), "{said}");
    let alone = run(folder.path(), &arguments(&options[..2], &["serve"]));
    assert_eq!(alone.status.code(), Some(2));
}

#[test]
fn the_script_of_the_guide_makes_an_authority_and_a_certificate_that_the_server_takes_and_a_client_trusts() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("mall-ca");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/deploy/local-ca.sh");
    let made = |arguments: &[&str]| {
        let output = std::process::Command::new("sh").arg(&script).args(arguments).output().expect("a shell");
        assert!(output.status.success(), "it needs openssl: {}", String::from_utf8_lossy(&output.stderr));
    };
    let at = place.to_str().expect("a path");
    made(&["authority", at, "某某商场内网"]);
    made(&["certificate", at, "weiquan.lan", "192.168.1.20", "fd00::1"]);
    let (cert, key) = (place.join("server.pem"), place.join("server.key"));
    let certified = server::tls::load(&cert, &key).expect("usable");
    for host in ["weiquan.lan", "192.168.1.20", "fd00::1"] {
        assert!(server::tls::names(&certified, host), "{host}");
    }
    assert!(!server::tls::names(&certified, "elsewhere.lan"));
    let validity = server::tls::validity(&certified).expect("dates");
    let days = (validity.until.millis() - validity.from.millis()) / 86_400_000;
    assert_eq!(days, 397);
    // A client that knows the authority and nothing else.
    let authority = fs::read(place.join("authority.pem")).expect("a file");
    let authority = CertificateDer::from_pem_slice(&authority).expect("a certificate");
    let mut roots = RootCertStore::empty();
    roots.add(authority).expect("a root");
    let verifier = WebPkiServerVerifier::builder_with_provider(
        Arc::new(roots),
        Arc::new(rustls::crypto::ring::default_provider()),
    );
    let name = ServerName::try_from("weiquan.lan").expect("a name");
    let verified =
        verifier.build().expect("a verifier").verify_server_cert(&certified.cert[0], &[], &name, &[], UnixTime::now());
    assert!(verified.is_ok(), "{verified:?}");
    // Again before it ends, in the same place.
    let before = fs::read(&cert).expect("a file");
    made(&["certificate", at, "weiquan.lan"]);
    assert_ne!(fs::read(&cert).expect("a file"), before);
}
