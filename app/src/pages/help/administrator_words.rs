//! The words for whoever runs the server. What is typed is tried by `.make/trial` in a bare system, in this order.

use domain::words::text;

use super::{ADMINISTRATOR_NAME, Guide, Part, step, typing};

/// From an empty machine to a running mall, and what may happen afterwards.
pub(super) const GUIDE: Guide = Guide {
    name: ADMINISTRATOR_NAME,
    lead: text(
        "给管服务器的人：安装、升级、备份、恢复，以及出了事怎么办。命令以 root 身份在服务器上输入。",
        "For whoever looks after the server: installing, upgrading, backing up, restoring, and what to do when something has happened. Commands \
         are typed on the server as root.",
    ),
    parts: &[
        Part {
            anchor: "install",
            title: text("安装", "Install it"),
            steps: &[
                step(
                    "一台 Debian 12 或更新的机器，两个核、2 GB 内存、20 GB 磁盘就够。先让时钟自动校准，磁盘请加密。",
                    "A machine with Debian 12 or later; two cores, 2 GB of memory and 20 GB of disk are enough. Have its clock set by the network, \
                     and encrypt its disk.",
                ),
                typing(
                    "安装软件包。它建立用户 contact-point、数据文件夹 /var/lib/contact-point 和服务，每晚自动备份。",
                    "Install the package. It makes the user contact-point, the data folder /var/lib/contact-point and the service, and a backup every \
                     night.",
                    "apt install ./contact-point_*.deb",
                ),
                typing(
                    "在 /etc/contact-point/contact-point.conf 里写对外地址、商场名称和电话，改完重启服务。",
                    "Write the public address, the mall’s name and the telephone into /etc/contact-point/contact-point.conf, then restart the service.",
                    "CONTACT_POINT_PUBLIC_URL=\"https://weiquan.example.cn\"\nCONTACT_POINT_TRUSTED_PROXY=\"true\"\nCONTACT_POINT_MALL_NAME=\"…\"\n\nsystemctl restart contact-point",
                ),
                step(
                    "前面放 TLS 代理：/usr/share/doc/contact-point 里有 nginx 和 Caddy 的现成配置，换上您的域名和证书。*没有 https，离线功能和平板都不能用。*",
                    "Put a TLS proxy before it: /usr/share/doc/contact-point has one for nginx and one for Caddy; put your name and certificate \
                     in. *Without https, nothing works offline, and no tablet does.*",
                ),
                typing(
                    "取第一位管理员的一次性链接（24 小时内有效），用它设账号和密码。没有任何默认密码。",
                    "Get the one-time link for the first administrator (within 24 hours) and set account and password with it. There is no default \
                     password anywhere.",
                    "contact-point setup-link",
                ),
                typing(
                    "检查一遍。每一行是 ok（好）、look（看一看）或 wrong（不对），并写着怎么办。",
                    "Look it over. Each line says ok, look or wrong, and what to do.",
                    "contact-point doctor",
                ),
            ],
        },
        Part {
            anchor: "begin",
            title: text("开始使用", "Begin"),
            steps: &[
                step(
                    "用管理员登录，在“成员”里添加同事；每人得到一个一次性链接，当面交给本人设密码。",
                    "Sign in and add colleagues under “Members”: each gets a one-time link, to be given to them in person.",
                ),
                step(
                    "在“公示栏”核对公示内容，在“工作日”输入当年的放假安排，在“排班”排好班。",
                    "Look through the papers under “The board”, enter the year’s holidays under “Working days”, and plan the “Roster”.",
                ),
                step(
                    "在平板上打开对外地址加 /staff，登录一次；此后没有网络也能用。在首页打印海报和桌卡。",
                    "Open the public address with /staff on each tablet and sign in once; after that it works without a network. Print poster and table \
                     cards from the first page.",
                ),
            ],
        },
        Part {
            anchor: "kiosk",
            title: text("安装自助机", "Set a kiosk up"),
            steps: &[
                step(
                    "系统怎么装：按服务器上的 /usr/share/doc/contact-point/kiosk/kiosk.md，Chromium 只能打开这一个网址。",
                    "The machine: see /usr/share/doc/contact-point/kiosk/kiosk.md on the server, with a Chromium that opens this one site and no other.",
                ),
                step(
                    "在“设备”里“启用一台新的”，写放在哪里、有没有键盘，得到 10 位启用码，15 分钟内有效，只能用一次。",
                    "Under “Devices”, set up a new one: where it stands, and whether it shows a keyboard. You get a code of 10 digits that works \
                     once, within 15 minutes.",
                ),
                step(
                    "在那台机器上打开 /kiosk，输入启用码，设一个 PIN。从此断网也能收件。",
                    "Open /kiosk on that machine, enter the code and set a PIN. From then on it takes complaints in without a network too.",
                ),
                step(
                    "“设备”里能看到每台机器最近联系的时间和未送出的件数；超过 15 分钟没有消息会标出来。",
                    "“Devices” shows when each was last heard of and what it has not sent; one that is silent for 15 minutes is pointed out.",
                ),
            ],
        },
        Part {
            anchor: "backup",
            title: text("备份", "Back up"),
            steps: &[
                typing(
                    "每晚自动备份到 /var/backups/contact-point，留两周。想马上备份：",
                    "Every night a backup goes to /var/backups/contact-point; two weeks of them are kept. To make one now:",
                    "contact-point backup /var/backups/contact-point/today.db",
                ),
                step(
                    "照片和 PDF 在旁边的 today.db.attachments 里（放在 S3 存储桶里的除外）。库里消费者写的内容是加密的，照片*没有加密*：请存到另一台加密的机器上。",
                    "Photos and PDFs lie beside it in today.db.attachments (unless they lie in a bucket). What consumers wrote is sealed in the \
                     database, photos are *not encrypted*: carry them to another machine with an encrypted disk.",
                ),
                typing(
                    "密钥单独备份一次（换过密钥后再备份一次），和数据库分开放：没有它，*库里的内容谁也读不出来*，查询码也打不开案件。",
                    "Keep the keys once as well, and again after a new one is made, apart from the database: without them *nobody can read what is \
                     in it*, and no claim code opens a case.",
                    "tar -C /var/lib/contact-point -cf contact-point-secrets.tar secrets",
                ),
                typing(
                    "确认备份和数据都好：",
                    "Whether everything adds up:",
                    "contact-point verify\ncontact-point doctor",
                ),
            ],
        },
        Part {
            anchor: "restore",
            title: text("恢复", "Restore"),
            steps: &[
                typing(
                    "先停服务，恢复，再启动。原来的数据库会改名留着。",
                    "Stop the service, restore, start it again. The database before is kept under another name.",
                    "systemctl stop contact-point\ncontact-point restore /var/backups/contact-point/today.db\nsystemctl start contact-point",
                ),
                step(
                    "换了新机器：先安装，再把 secrets 文件夹放回 /var/lib/contact-point，属主 contact-point，然后恢复。",
                    "On a new machine: install first, put the folder secrets back into /var/lib/contact-point, owned by contact-point, then restore.",
                ),
                step(
                    "恢复后所有人要重新登录。备份之后送达的内容，设备会自己再送一遍，*不会丢，也不会重复*。",
                    "Everybody then signs in again. What was delivered after the backup, devices offer again by themselves: *nothing is lost, and \
                     nothing doubled*.",
                ),
            ],
        },
        Part {
            anchor: "upgrade",
            title: text("升级和退回", "Upgrade, and go back"),
            steps: &[
                typing(
                    "装新的软件包。它先用旧版本做一份备份；备份做不成就不升级。",
                    "Install the new package. It first makes a backup with the old version, and does nothing where that fails.",
                    "apt install ./contact-point_*.deb\ncontact-point --version\ncontact-point doctor",
                ),
                typing(
                    "要退回：装旧的软件包，再恢复升级前的那份备份（文件名以 before-upgrade 开头）。",
                    "To go back: install the old package and restore the backup from before (its name begins with before-upgrade).",
                    "systemctl stop contact-point\napt install --allow-downgrades ./contact-point_OLD.deb\ncontact-point restore /var/backups/contact-point/before-upgrade-….db\nsystemctl start contact-point",
                ),
                step(
                    "打开着的页面会自己提示有新版本，填了一半的表不受影响。",
                    "Pages that are open offer the new version by themselves; a form that is half filled in stays as it is.",
                ),
            ],
        },
        Part {
            anchor: "password",
            title: text("忘了密码", "A password is lost"),
            steps: &[
                step(
                    "同事忘了：管理员在“成员”里按“重设密码”，把一次性链接当面交给本人。",
                    "A colleague’s: an administrator presses “Reset password” under “Members” and gives them the link in person.",
                ),
                typing(
                    "管理员自己忘了：在服务器上取一个链接。有几位管理员时写明账号。",
                    "An administrator’s own: get a link on the server. Where there are several, say whose.",
                    "contact-point setup-link\ncontact-point setup-link --account mai",
                ),
                step(
                    "换了密码，其他设备上要重新登录；没送出的内容还在，本人打开后送出。",
                    "After a new password, other devices ask to sign in again. What was not sent is still there, and goes out when its author opens it.",
                ),
            ],
        },
        Part {
            anchor: "tablet",
            title: text("平板丢了", "A tablet is lost"),
            steps: &[
                step(
                    "*马上*在“设备”里找到它，按“停用这台设备”。它一联网，上面的案件资料就清除。",
                    "*At once* find it under “Devices” and end it. As soon as it has a network, its copy of the cases goes.",
                ),
                step(
                    "没联网也读不出来：资料是加密的，要 PIN 或密码。请让用过它的人都换密码；PIN 短的风险更大。",
                    "Without a network it cannot be read either: it is sealed, under a PIN or password. Have everybody who used it change their \
                     password; a short PIN is the weaker for it.",
                ),
                step(
                    "找回来了：在“设备”里重新启用；没送出的内容会交给主管，在“留存”里看。",
                    "It is found again: let it in again under “Devices”. What was not sent goes to a supervisor, under “Kept aside”.",
                ),
            ],
        },
        Part {
            anchor: "stolen-kiosk",
            title: text("自助机丢了或坏了", "A kiosk is stolen or broken"),
            steps: &[typing(
                "在“设备”里停用它，再换一把密钥。里面没送出的内容是封存的，别人打不开。",
                "End it under “Devices”, then make a new key. What it holds is sealed, and nobody else opens it.",
                "contact-point rotate-seal-key",
            )],
        },
        Part {
            anchor: "trouble",
            title: text("出了问题", "Something is wrong"),
            steps: &[
                typing(
                    "先问 doctor，再看日志。日志里没有个人信息，可以发给帮您的人。",
                    "Ask doctor first, then look at the log. It holds no personal data, so it may be passed on.",
                    "contact-point doctor\njournalctl -u contact-point --since today",
                ),
                step(
                    "磁盘满了：腾出空间即可，服务会自己恢复；满的时候不会假装收到。",
                    "The disk is full: make room, and the server goes on by itself. While it is full it never says that something was received.",
                ),
                step(
                    "verify 说对不上：先复制整个 /var/lib/contact-point，再做别的。",
                    "Where verify says that something does not add up: copy the whole of /var/lib/contact-point before anything else.",
                ),
                step(
                    "要自动盯着：打开 CONTACT_POINT_METRICS_LISTEN，用 /usr/share/doc/contact-point 里的 Prometheus 告警和 Grafana 面板。",
                    "To have it watched: set CONTACT_POINT_METRICS_LISTEN, and use the alerts for Prometheus and the dashboard for Grafana in \
                     /usr/share/doc/contact-point.",
                ),
            ],
        },
    ],
};
