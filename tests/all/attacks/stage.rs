//! Where an attack takes place: files to steal and to spoil, someone to talk to, a process to hurt; and what is left of them.

use std::collections::BTreeMap;
use std::fs;
use std::net::{TcpListener, UdpSocket};
use std::os::linux::net::SocketAddrExt;
use std::os::unix::fs::{FileTypeExt, MetadataExt, symlink};
use std::os::unix::net::{SocketAddr, UnixDatagram, UnixListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use rustix::process::{Pid, Signal};

use super::drive::{Language, User, Workshop, copy};
use super::limits::{LONG_SECONDS, MEMORY_MEBIBYTES};
use crate::machine::{PATIENCE, soon};

pub struct Stage {
    folder: PathBuf,
    pub user: User,
    victim: Child,
    /// What the victim was like before anything was tried.
    condition: BTreeMap<String, String>,
    _listeners: Listeners,
}

/// Those who would hear what a program says. Nobody answers: a connection is made all the same.
struct Listeners {
    tcp: TcpListener,
    _udp: Option<UdpSocket>,
    _unix: UnixListener,
    _abstract: UnixListener,
    _datagrams: UnixDatagram,
}

/// What can be told of each file; of links where they lead, of plain files what is in them.
type Snapshot = BTreeMap<PathBuf, String>;

impl Stage {
    pub fn prepare(workshop: &Workshop, language: Language, user: User) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        // No such name is the beginning of another: it is what survivors are found by.
        let token = format!("stage-{}-{}-", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = workshop.path().join(&token);
        fs::create_dir(&folder).unwrap();
        let listeners = Listeners::listen(&folder, &token);
        furnish(&folder, &listeners);
        let program = language.program();
        copy(&workshop.path().join(program), &folder.join(program));
        user.own(&folder);
        let victim = victim(workshop, &folder, user);
        Stage {
            folder,
            user,
            condition: condition(&victim),
            victim,
            _listeners: listeners,
        }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub fn snapshot(&self) -> Snapshot {
        let mut snapshot = Snapshot::new();
        look(&self.folder, &mut snapshot);
        snapshot
    }

    /// What a contained run has left behind that it should not have.
    pub fn aftermath(&mut self, before: &Snapshot) -> Vec<String> {
        let mut problems = Vec::new();
        let after = self.snapshot();
        let paths = before.keys().chain(after.keys().filter(|path| !before.contains_key(*path)));
        for path in paths.filter(|path| before.get(*path) != after.get(*path)) {
            problems.push(format!(
                "changed {} from {:?} to {:?}",
                path.display(),
                before.get(path),
                after.get(path)
            ));
        }
        // What is being killed may take a moment to go; by itself it would stay longer than that.
        if !soon(PATIENCE, || self.survivors().is_empty()) {
            let left = self.survivors();
            problems.push(format!("left {left:?} running"));
            self.end(&left);
        }
        problems.extend(self.victims_complaint());
        problems
    }

    /// What has become of the victim, if anything.
    fn victims_complaint(&mut self) -> Option<String> {
        if let Some(status) = self.victim.try_wait().unwrap() {
            return Some(format!("ended the victim: {status}"));
        }
        let condition = condition(&self.victim);
        let changed: Vec<_> = condition
            .iter()
            .filter(|(name, value)| self.condition.get(*name) != Some(value))
            .collect();
        (!changed.is_empty()).then(|| format!("changed the victim to {changed:?}"))
    }

    /// The processes that belong to this stage, without the victim.
    pub fn survivors(&self) -> Vec<u32> {
        let token = self.folder.file_name().unwrap().as_encoded_bytes();
        let names = fs::read_dir("/proc").unwrap().map(|entry| entry.unwrap().file_name());
        let processes = names.filter_map(|name| name.to_str()?.parse().ok());
        processes
            .filter(|process| *process != self.victim.id() && carries(*process, token))
            .collect()
    }

    /// Ends what an attack has left: its own processes, each by its number.
    pub fn end(&self, processes: &[u32]) {
        for process in processes {
            let number = Pid::from_raw(i32::try_from(*process).unwrap()).unwrap();
            // It may have ended by itself meanwhile.
            let _ = rustix::process::kill_process(number, Signal::KILL);
        }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = self.victim.kill();
        let _ = self.victim.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Listeners {
    fn listen(folder: &Path, token: &str) -> Self {
        let tcp = TcpListener::bind("127.0.0.1:0").unwrap();
        let name = SocketAddr::from_abstract_name(token).unwrap();
        Listeners {
            // Someone else may have the same port for datagrams; they are sent all the same.
            _udp: UdpSocket::bind(tcp.local_addr().unwrap()).ok(),
            tcp,
            _unix: UnixListener::bind(folder.join("socket")).unwrap(),
            _abstract: UnixListener::bind_addr(&name).unwrap(),
            _datagrams: UnixDatagram::bind(folder.join("datagram")).unwrap(),
        }
    }
}

fn furnish(folder: &Path, listeners: &Listeners) {
    for name in ["home/.ssh", "job"] {
        fs::create_dir_all(folder.join(name)).unwrap();
    }
    let port = listeners.tcp.local_addr().unwrap().port().to_string();
    let (enough, long) = ((2 * MEMORY_MEBIBYTES).to_string(), LONG_SECONDS.to_string());
    for (name, content) in [
        ("home/.ssh/id_ed25519", "a private key\n"),
        ("labels.csv", "the labels\n"),
        ("precious.txt", "precious\n"),
        ("answers", ""),
        ("port", &port),
        // Whoever can read these shows no more than that it works.
        ("mebibytes", &enough),
        ("seconds", &long),
    ] {
        fs::write(folder.join(name), content).unwrap();
    }
    symlink("../labels.csv", folder.join("job/link-to-labels")).unwrap();
    symlink("../precious.txt", folder.join("job/link-to-precious")).unwrap();
}

/// Starts the victim, and waits until it has said where it is.
fn victim(workshop: &Workshop, folder: &Path, user: User) -> Child {
    let mut command = Command::new(workshop.path().join(Language::Rust.program()));
    command.arg("victim").arg(folder).stdin(Stdio::null()).stdout(Stdio::null());
    user.becomes(&mut command);
    let victim = command.spawn().unwrap();
    assert!(soon(PATIENCE, || folder.join("victim.pid").exists()), "there is no victim");
    victim
}

/// Whether a process goes about its business, how nice it is, where it may run, as whom, and within which limits.
fn condition(process: &Child) -> BTreeMap<String, String> {
    let read = |file: &str| fs::read_to_string(format!("/proc/{}/{file}", process.id())).unwrap();
    let stat = read("stat");
    let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    let mut condition = BTreeMap::from([("limits".to_owned(), read("limits"))]);
    const NICE: usize = 16;
    condition.insert("nice".to_owned(), fields[NICE].to_owned());
    let is_well = matches!(fields[0], "S" | "R" | "D");
    condition.insert("state".to_owned(), if is_well { "well" } else { fields[0] }.to_owned());
    let status = read("status");
    for line in status.lines() {
        let (name, value) = line.split_once(':').unwrap();
        if ["Umask", "Uid", "Gid", "Groups", "TracerPid", "Cpus_allowed"].contains(&name) {
            condition.insert(name.to_owned(), value.trim().to_owned());
        }
    }
    condition
}

/// Whether a process was started with the token, or by something that was. What has ended has neither.
fn carries(process: u32, token: &[u8]) -> bool {
    ["cmdline", "environ"].iter().any(|file| {
        let bytes = fs::read(format!("/proc/{process}/{file}")).unwrap_or_default();
        bytes.windows(token.len()).any(|window| window == token)
    })
}

fn look(path: &Path, snapshot: &mut Snapshot) {
    let metadata = fs::symlink_metadata(path).unwrap();
    snapshot.insert(path.to_owned(), describe(path, &metadata));
    if metadata.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            look(&entry.unwrap().path(), snapshot);
        }
    }
}

fn describe(path: &Path, metadata: &fs::Metadata) -> String {
    let kind = metadata.file_type();
    let identity = format!(
        "{:o} {} {}:{} {} links",
        metadata.mode(),
        metadata.ino(),
        metadata.uid(),
        metadata.gid(),
        metadata.nlink()
    );
    if path.ends_with("answers") {
        // What is in the one file a program may write is its own affair.
        return identity;
    }
    let times = format!(
        "{}.{} {}.{}",
        metadata.mtime(),
        metadata.mtime_nsec(),
        metadata.ctime(),
        metadata.ctime_nsec()
    );
    let content = match () {
        () if kind.is_symlink() => format!("{:?}", fs::read_link(path).unwrap()),
        () if kind.is_file() && metadata.len() < 100 => fs::read_to_string(path).unwrap(),
        () if kind.is_fifo() => "a pipe".to_owned(),
        () => format!("{} bytes", metadata.len()),
    };
    format!("{identity} {times} {content}")
}
