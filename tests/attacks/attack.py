"""The attacks of `attack.rs`, from Python: `attack.py NAME STAGE [ANSWERS]`, the same names, the same one line.

Each really tries, says whether it worked, and harms nothing but its stage. All are capped, end by themselves within a minute
or so, and never leave the machine.
"""

import ctypes
import mmap
import os
import platform
import signal
import socket
import stat
import sys
import threading
import time

MIB = 1 << 20
STAY = 60
IS_INTEL = platform.machine() == "x86_64"
SECRET = b"what only the victim knows"
VICTIMS_DESCRIPTOR = 100
# The third mode of opening: neither to read nor to write.
NEITHER = 3
ATTACKS = {}
LIBRARY = ctypes.CDLL(None, use_errno=True)


def attack(name):
    """Lists a function under the name the tests know."""

    def listed(function):
        ATTACKS[name] = function
        return function

    return listed


class Stage:
    """What the test has prepared."""

    def __init__(self, folder, answers):
        self.folder = folder
        self.answers = answers

    def path(self, name):
        return os.path.join(self.folder, name)

    def number(self, name):
        with open(self.path(name)) as file:
            return int(file.read())

    @property
    def victim(self):
        return self.number("victim.pid")


def call(intel, arm, *arguments):
    """One raw system call, by its number on each architecture."""
    given = [ctypes.c_long(argument) if isinstance(argument, int) else argument for argument in arguments]
    LIBRARY.syscall.restype = ctypes.c_long
    returned = LIBRARY.syscall(ctypes.c_long(intel if IS_INTEL else arm), *given)
    if returned == -1:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return returned


def child(deed):
    """A child that does one thing with nothing open, and ends."""
    pid = os.fork()
    if pid == 0:
        try:
            os.closerange(0, 256)
            deed()
        finally:
            os._exit(0)
    return pid


# Read


@attack("read-shadow")
def shadow(_stage):
    with open("/etc/shadow", "rb") as file:
        return f"{len(file.read())} bytes of /etc/shadow"


@attack("read-ssh-key")
def ssh_key(stage):
    return first_line(stage.path("home/.ssh/id_ed25519"))


@attack("read-home-listing")
def home_listing(stage):
    return str(os.listdir(stage.path("home")))


@attack("read-home-watch")
def home_watch(stage):
    all_events = 0xFFF
    call(254, 27, call(294, 26, 0), os.fsencode(stage.path("home")), all_events)
    return "the home folder is watched"


@attack("read-labels-absolute")
def labels_absolute(stage):
    return first_line(stage.path("labels.csv"))


@attack("read-labels-dots")
def labels_dots(stage):
    return first_line(stage.path("job/../labels.csv"))


@attack("read-labels-symlink")
def labels_symlink(stage):
    return first_line(stage.path("job/link-to-labels"))


@attack("read-labels-new-symlink")
def labels_new_symlink(stage):
    os.symlink(stage.path("labels.csv"), "link")
    try:
        return first_line("link")
    finally:
        os.remove("link")


@attack("read-labels-hardlink")
def labels_hardlink(stage):
    name = stage.path("job/labels.csv")
    os.link(stage.path("labels.csv"), name)
    try:
        return first_line(name)
    finally:
        os.remove(name)


@attack("read-labels-rename")
def labels_rename(stage):
    old, new = stage.path("labels.csv"), stage.path("job/labels.csv")
    os.rename(old, new)
    try:
        return first_line(new)
    finally:
        os.rename(new, old)


@attack("read-labels-proc-root")
def labels_proc_root(stage):
    return first_line("/proc/self/root" + stage.path("labels.csv"))


@attack("read-labels-handle")
def labels_handle(stage):
    handle = (ctypes.c_uint * 34)(128)
    mount = ctypes.c_int()
    path = os.fsencode(stage.path("labels.csv"))
    call(303, 264, -100, path, ctypes.byref(handle), ctypes.byref(mount), 0)
    near = os.open(stage.path("job"), os.O_RDONLY)
    with os.fdopen(call(304, 265, near, ctypes.byref(handle), os.O_RDONLY)) as file:
        return file.readline().strip()


@attack("read-parent-fd")
def parent_fd(_stage):
    return descriptors(os.getppid())


@attack("read-parent-mem")
def parent_mem(_stage):
    with open(f"/proc/{os.getppid()}/mem", "rb", buffering=0) as memory:
        with open(f"/proc/{os.getppid()}/maps") as maps:
            memory.seek(int(maps.readline().split("-")[0], 16))
        return f"{memory.read(4)} from its memory"


@attack("read-parent-environ")
def parent_environ(_stage):
    return proc_file(os.getppid(), "environ")


@attack("read-parent-cmdline")
def parent_cmdline(_stage):
    return proc_file(os.getppid(), "cmdline")


@attack("read-victim-fd")
def victim_fd(stage):
    return descriptors(stage.victim)


@attack("read-victim-mem")
def victim_mem(stage):
    address = stage.number("victim.address")
    with open(f"/proc/{stage.victim}/mem", "rb", buffering=0) as memory:
        memory.seek(address)
        return memory.read(len(SECRET)).decode()


@attack("read-victim-environ")
def victim_environ(stage):
    return proc_file(stage.victim, "environ")


@attack("read-victim-cmdline")
def victim_cmdline(stage):
    return proc_file(stage.victim, "cmdline")


def first_line(path):
    with open(path) as file:
        return file.readline().strip()


def descriptors(process):
    folder = f"/proc/{process}/fd"
    names = [os.readlink(os.path.join(folder, name)) for name in os.listdir(folder)]
    return f"{len(names)} open, one is {names[0]}"


def proc_file(process, name):
    with open(f"/proc/{process}/{name}", "rb") as file:
        count = len(file.read())
    if not count:
        raise OSError("nothing was in it")
    return f"{count} bytes of its {name}"


# Tamper


@attack("tamper-ptrace")
def ptrace(stage):
    seize = 0x4206
    call(101, 117, seize, stage.victim, 0, 0)
    return "the victim is being debugged"


@attack("tamper-process-vm-readv")
def process_vm_readv(stage):
    buffer = ctypes.create_string_buffer(len(SECRET))
    ours = (ctypes.c_void_p * 2)(ctypes.addressof(buffer), len(SECRET))
    theirs = (ctypes.c_void_p * 2)(stage.number("victim.address"), len(SECRET))
    call(310, 270, stage.victim, ctypes.byref(ours), 1, ctypes.byref(theirs), 1, 0)
    return buffer.raw.decode()


@attack("tamper-pidfd-getfd")
def pidfd_getfd(stage):
    process = call(434, 434, stage.victim, 0)
    with os.fdopen(call(438, 438, process, VICTIMS_DESCRIPTOR, 0)) as file:
        return f"{file.read()!r} through the victim's own file"


@attack("tamper-kill-zero")
def kill_zero(stage):
    os.kill(stage.victim, 0)
    return "signal 0 was sent"


@attack("tamper-kill-term")
def kill_term(stage):
    os.kill(stage.victim, signal.SIGTERM)
    return "signal 15 was sent"


@attack("tamper-kill-parent-zero")
def kill_parent_zero(_stage):
    os.kill(os.getppid(), 0)
    return "signal 0 was sent"


@attack("tamper-tgkill")
def tgkill(stage):
    call(234, 131, stage.victim, stage.victim, signal.SIGTERM.value)
    return "a signal was sent to its thread"


@attack("tamper-sigqueue")
def sigqueue(stage):
    queued = -1
    message = (ctypes.c_int * 32)(signal.SIGTERM.value, 0, queued)
    call(129, 138, stage.victim, signal.SIGTERM.value, ctypes.byref(message))
    return "a signal with a message was sent"


@attack("tamper-setown")
def setown(stage):
    import fcntl

    set_signal, asynchronous = 10, 0o20000
    victim = stage.victim
    reading, writing = os.pipe()
    fcntl.fcntl(reading, fcntl.F_SETOWN, victim)
    fcntl.fcntl(reading, set_signal, signal.SIGTERM.value)
    fcntl.fcntl(reading, fcntl.F_SETFL, asynchronous)
    os.write(writing, b"x")
    for _ in range(50):
        try:
            with open(f"/proc/{victim}/stat") as file:
                is_dead = file.read().rsplit(")", 1)[1].startswith(" Z")
        except OSError:
            is_dead = True
        if is_dead:
            return "the kernel has ended the victim"
        time.sleep(0.01)
    raise OSError("the victim goes on")


@attack("tamper-prlimit")
def prlimit(stage):
    import resource

    resource.prlimit(stage.victim, resource.RLIMIT_CORE, (0, 0))
    return "the victim has another limit"


@attack("tamper-setpriority")
def setpriority(stage):
    os.setpriority(os.PRIO_PROCESS, stage.victim, 19)
    return "the victim is nicer"


@attack("tamper-sched-setaffinity")
def sched_setaffinity(stage):
    os.sched_setaffinity(stage.victim, range(1024))
    return "the victim was told where to run"


@attack("tamper-clone-parent")
def clone_parent(_stage):
    parent = 0x8000
    pid = call(56, 220, parent | signal.SIGCHLD.value, 0, 0, 0, 0)
    if pid == 0:
        os._exit(0)
    return f"process {pid} is a child of mlings"


# Outlive


@attack("outlive-fork")
def fork(_stage):
    return f"process {child(lambda: time.sleep(STAY))} stays"


@attack("outlive-daemon")
def daemon(_stage):
    def leave():
        os.setsid()
        child(lambda: time.sleep(STAY))

    os.waitpid(child(leave), 0)
    return "a daemon stays"


@attack("outlive-clear-death-signal")
def clear_death_signal(_stage):
    set_death_signal = 1
    call(157, 167, set_death_signal, 0, 0, 0, 0)
    return "it would live on without mlings"


def long(stage):
    """Far longer than the tests let a contained program run, or what the test says is enough to prove that it works."""
    try:
        return stage.number("seconds")
    except OSError:
        return 60


@attack("outlive-stop")
def stop(stage):
    # Where it could not be woken, it does not go to sleep.
    wake_after(long(stage))
    os.kill(os.getpid(), signal.SIGSTOP)
    return f"stopped and woken after {long(stage)} s"


def wake_after(seconds):
    monotonic = 1
    event = (ctypes.c_int * 16)(0, 0, signal.SIGCONT.value)
    timer = ctypes.c_int()
    call(222, 107, monotonic, ctypes.byref(event), ctypes.byref(timer))
    once = (ctypes.c_long * 4)(0, 0, seconds, 0)
    call(223, 110, timer.value, 0, ctypes.byref(once), 0)


@attack("outlive-loop")
def endless_loop(stage):
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    seconds = long(stage)
    while time.process_time() < seconds:
        pass
    return f"computed for {seconds} s"


@attack("outlive-sleep")
def sleep(stage):
    time.sleep(long(stage))
    return f"slept for {long(stage)} s"


@attack("outlive-fork-bomb")
def fork_bomb(_stage):
    children = []
    try:
        for _ in range(200):
            children.append(child(lambda: time.sleep(STAY)))
    except OSError:
        if not children:
            raise
    for pid in children:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    return f"{len(children)} children at once"


# Exhaust


def goal(stage):
    """Four gigabytes, or what the test says is enough to prove that it works where nothing holds it."""
    try:
        return stage.number("mebibytes")
    except OSError:
        return 4096


def memory(stage, kind):
    step, held = 64, []
    for _ in range(0, goal(stage), step):
        piece = mmap.mmap(-1, step * MIB, kind | mmap.MAP_ANONYMOUS)
        for page in range(0, step * MIB, mmap.PAGESIZE):
            piece[page] = 1
        held.append(piece)
    return f"{goal(stage)} MiB of memory"


@attack("exhaust-private-memory")
def private_memory(stage):
    return memory(stage, mmap.MAP_PRIVATE)


@attack("exhaust-shared-memory")
def shared_memory(stage):
    return memory(stage, mmap.MAP_SHARED)


@attack("exhaust-hidden-memory")
def hidden_memory(_stage):
    forget, pieces = 4, []
    for _ in range(16):
        piece = mmap.mmap(-1, 64 * MIB, mmap.MAP_SHARED | mmap.MAP_ANONYMOUS)
        for page in range(0, len(piece), mmap.PAGESIZE):
            piece[page] = 1
        piece.madvise(forget)
        pieces.append(piece)
    return f"{sum(piece[0] == 1 for piece in pieces)} of 16 pieces of 64 MiB are kept"


@attack("exhaust-spliced-memory")
def spliced_memory(_stage):
    pipes = [os.pipe() for _ in range(32)]
    for _, writing in pipes:
        for _ in range(16):
            splice_huge_page(writing)
    return f"{len(pipes) * 16} pages of 2 MiB, where the machine has such, in {len(pipes)} pipes"


def splice_huge_page(pipe):
    """Puts the beginning of a huge page into a pipe, and unmaps the page."""
    huge, huge_page, anonymous = 2 * MIB, 14, 0x22
    start = call(9, 222, 0, 2 * huge, 3, anonymous, -1, 0)
    page = (start + huge - 1) // huge * huge
    try:
        call(28, 233, page, huge, huge_page)
    except OSError:
        pass
    ctypes.memset(page, 1, 1)
    call(278, 75, pipe, ctypes.byref((ctypes.c_size_t * 2)(page, 4096)), 1, 0)
    call(11, 215, start, 2 * huge)


@attack("exhaust-memfd")
def memfd(stage):
    descriptor = call(319, 279, b"attack", 0)
    fill(descriptor, goal(stage))
    return f"{goal(stage)} MiB in a file in memory"


def fill(descriptor, mebibytes):
    left, piece = mebibytes * MIB, b"x" * MIB
    while left > 0:
        left -= os.write(descriptor, piece[:left])


@attack("exhaust-pipes")
def pipes(_stage):
    import fcntl

    set_size, total, count = 1031, 0, 0
    while total < 32 * MIB:
        _, writing = os.pipe2(os.O_NONBLOCK)
        count += 1
        try:
            fcntl.fcntl(writing, set_size, MIB)
        except OSError:
            pass
        try:
            while True:
                total += os.write(writing, bytes(4096))
        except BlockingIOError:
            pass
    return f"{total} bytes in {count} pipes"


@attack("exhaust-big-file")
def big_file(stage):
    path = stage.answers or stage.path("big")
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT)
    try:
        fill(descriptor, 1024)
    finally:
        os.ftruncate(descriptor, 0)
    return f"1024 MiB in {path}"


@attack("exhaust-output")
def output(_stage):
    fill(1, 1024)
    print("SUCCEEDED: 1024 MiB printed", file=sys.stderr)
    return "1024 MiB printed"


@attack("exhaust-files")
def files(stage):
    try:
        return many_files("many")
    except OSError:
        return many_files(stage.path("many"))


def many_files(folder):
    import shutil

    os.mkdir(folder)
    try:
        for number in range(5000):
            with open(os.path.join(folder, str(number)), "w"):
                pass
    finally:
        shutil.rmtree(folder)
    return f"5000 files in {folder}"


@attack("exhaust-descriptors")
def many_descriptors(_stage):
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    opened = [os.open("/dev/null", os.O_RDONLY) for _ in range(5000)]
    return f"{len(opened)} files open at once"


@attack("exhaust-threads")
def threads(_stage):
    threading.stack_size(64 << 10)
    is_over = threading.Event()
    for _ in range(2000):
        threading.Thread(target=is_over.wait, daemon=True).start()
    count = threading.active_count() - 1
    time.sleep(0.25)
    is_over.set()
    return f"{count} threads at once"


# Network


@attack("network-tcp")
def tcp(stage):
    with socket.create_connection(("127.0.0.1", stage.number("port")), timeout=2) as stream:
        return f"connected to {stream.getpeername()}"


@attack("network-udp")
def udp(stage):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams:
        return f"{datagrams.sendto(b'labels', ('127.0.0.1', stage.number('port')))} bytes sent"


@attack("network-unix")
def unix(stage):
    with socket.socket(socket.AF_UNIX) as stream:
        stream.connect(stage.path("socket"))
    return "connected"


@attack("network-unix-abstract")
def unix_abstract(stage):
    with socket.socket(socket.AF_UNIX) as stream:
        stream.connect("\0" + os.path.basename(stage.folder))
    return "connected"


@attack("network-datagram-pair")
def datagram_pair(stage):
    one, _other = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    return f"{one.sendto(b'labels', stage.path('datagram'))} bytes sent"


@attack("network-netlink")
def netlink(_stage):
    socket.socket(socket.AF_NETLINK, socket.SOCK_RAW).close()
    return "a socket was made"


@attack("network-vsock")
def vsock(_stage):
    # By its number: not every Python knows the family's name.
    call(41, 198, 40, 1, 0)
    return "a socket was made"


@attack("network-io-uring")
def io_uring(_stage):
    call(425, 425, 4, ctypes.byref((ctypes.c_uint * 30)()))
    return "a queue was made"


def int80(_stage):
    """The call numbers of another architecture, to which a filter may be blind: `socket`, by machine code written here."""
    code = bytes.fromhex("53 b8 67 01 00 00 bb 02 00 00 00 b9 02 00 00 00 31 d2 cd 80 5b c3")
    page = mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(code)
    entry = ctypes.addressof(ctypes.c_char.from_buffer(page))
    returned = ctypes.CFUNCTYPE(ctypes.c_int)(entry)()
    if returned < 0:
        raise OSError(-returned, os.strerror(-returned))
    return f"a socket was made, number {returned}"


if IS_INTEL:
    attack("network-int80")(int80)


# Execute


def interpreter_in_memory():
    """A file in memory that holds a copy of this interpreter."""
    with open(sys.executable, "rb") as file:
        interpreter = file.read()
    descriptor = call(319, 279, b"attack", 0)
    while interpreter:
        interpreter = interpreter[os.write(descriptor, interpreter) :]
    return descriptor


PROOF = [sys.executable, "-c", "print('SUCCEEDED: a copy of the interpreter runs')"]


@attack("execute-memfd")
def execute_memfd(_stage):
    empty_path = 0x1000
    words = (ctypes.c_char_p * 4)(*(word.encode() for word in PROOF))
    call(322, 281, interpreter_in_memory(), b"", words, (ctypes.c_char_p * 1)(), empty_path)


@attack("execute-memfd-by-name")
def execute_memfd_by_name(_stage):
    os.execv(f"/proc/self/fd/{interpreter_in_memory()}", PROOF)


@attack("execute-scratch")
def execute_scratch(stage):
    path = stage.answers or "./scratch"
    with open(sys.executable, "rb") as interpreter, open(path, "wb") as file:
        file.write(interpreter.read())
    try:
        os.chmod(path, 0o755)
    except OSError:
        pass
    os.execv(path, PROOF)


@attack("execute-shell")
def shell(_stage):
    os.execv("/bin/sh", ["sh", "-c", "echo 'SUCCEEDED: a shell runs'"])


@attack("execute-su")
def su(_stage):
    import subprocess

    place = "/bin/su" if os.path.exists("/bin/su") else "/usr/bin/su"
    try:
        return subprocess.run([place, "--version"], capture_output=True, text=True).stdout.strip()
    except OSError:
        os.execv(place, ["su", "--version"])


# Write


@attack("write-outside")
def outside(stage):
    with open(stage.path("outside.txt"), "w") as file:
        file.write("the labels, kept for the next run")
    return "outside.txt was made"


@attack("write-truncate-by-name")
def truncate_by_name(stage):
    os.truncate(stage.path("precious.txt"), 0)
    return emptied(stage)


@attack("write-truncate-by-open")
def truncate_by_open(stage):
    open(stage.path("precious.txt"), "w").close()
    return emptied(stage)


@attack("write-truncate-by-read")
def truncate_by_read(stage):
    os.close(os.open(stage.path("precious.txt"), os.O_RDONLY | os.O_TRUNC))
    return emptied(stage)


@attack("write-truncate-by-neither")
def truncate_by_neither(stage):
    os.close(os.open(stage.path("precious.txt"), NEITHER | os.O_TRUNC))
    return emptied(stage)


def emptied(stage):
    length = os.stat(stage.path("precious.txt")).st_size
    if length:
        raise OSError(f"{length} bytes are still there")
    return "precious.txt is empty"


@attack("write-unlink")
def unlink(stage):
    os.remove(stage.path("precious.txt"))
    return "precious.txt is gone"


@attack("write-through-symlink")
def through_symlink(stage):
    return append(stage.path("job/link-to-precious"))


@attack("write-through-new-symlink")
def through_new_symlink(stage):
    os.symlink(stage.path("precious.txt"), "link-out")
    try:
        return append("link-out")
    finally:
        os.remove("link-out")


def append(path):
    with open(path, "a") as file:
        file.write("changed")
    return "precious.txt was changed"


@attack("write-own-program")
def own_program(_stage):
    path = os.path.abspath(sys.argv[0])
    with open(path) as file:
        program = file.read()
    with open(path, "w") as file:
        file.write(program)
    return "the program was written anew"


@attack("write-chmod")
def chmod(stage):
    os.chmod(stage.path("precious.txt"), 0o666)
    return "precious.txt has another mode"


@attack("write-chown")
def chown(stage):
    is_now = os.stat(stage.path("precious.txt"))
    os.chown(stage.path("precious.txt"), is_now.st_uid, is_now.st_gid)
    return "precious.txt was given away"


@attack("write-times")
def times(stage):
    os.utime(stage.path("precious.txt"), (0, 0))
    return "precious.txt is old"


@attack("write-attribute")
def attribute(stage):
    os.setxattr(stage.path("precious.txt"), "user.attack", b"labels")
    return "precious.txt has an attribute"


@attack("write-flags")
def flags(stage):
    import fcntl

    get_flags, set_flags, no_dump = 0x80086601, 0x40086602, 0x40
    descriptor = os.open(stage.path("precious.txt"), NEITHER)
    # Those that are set stay: a file system cannot always do without its own.
    flags = int.from_bytes(fcntl.ioctl(descriptor, get_flags, bytes(8)), sys.byteorder) | no_dump
    fcntl.ioctl(descriptor, set_flags, flags.to_bytes(8, sys.byteorder))
    return "precious.txt has another flag"


@attack("write-more-flags")
def more_flags(stage):
    import fcntl

    get_attributes, set_attributes, no_dump = 0x801C581F, 0x401C5820, 0x80
    descriptor = os.open(stage.path("precious.txt"), NEITHER)
    attributes = bytearray(fcntl.ioctl(descriptor, get_attributes, bytes(28)))
    attributes[0] |= no_dump
    fcntl.ioctl(descriptor, set_attributes, bytes(attributes))
    return "precious.txt has another flag"


# Answers


@attack("answers-fifo")
def answers_fifo(stage):
    os.remove(stage.answers)
    os.mkfifo(stage.answers)
    return "the answers are a pipe"


@attack("answers-device")
def answers_device(stage):
    os.remove(stage.answers)
    os.mknod(stage.answers, 0o600 | stat.S_IFCHR, os.makedev(1, 5))
    return "the answers never end"


@attack("answers-directory")
def answers_directory(stage):
    os.remove(stage.answers)
    os.mkdir(stage.answers)
    return "the answers are a folder"


@attack("answers-symlink")
def answers_symlink(stage):
    os.remove(stage.answers)
    os.symlink(stage.path("precious.txt"), stage.answers)
    return "the answers are a link"


@attack("answers-hardlink")
def answers_hardlink(stage):
    os.remove(stage.answers)
    os.link(stage.path("precious.txt"), stage.answers)
    return "the answers are a precious file"


@attack("answers-sparse")
def answers_sparse(stage):
    os.truncate(os.open(stage.answers, os.O_WRONLY), 1 << 30)
    return "the answers are 1 GiB long"


def main():
    if sys.argv[1:] == ["--list"]:
        print("\n".join(ATTACKS))
        return 0
    name, folder, answers = (sys.argv[1:] + [None])[:3]
    try:
        evidence = ATTACKS[name](Stage(folder, answers))
    except (OSError, MemoryError, RuntimeError) as error:
        print(f"refused: {error or type(error).__name__}")
        return 1
    print(f"SUCCEEDED: {evidence}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
