import type { Signature } from '../signature.ts'
import { change, look, risky } from './steps.ts'

/** Storage: full, out of inodes or quota, read-only, failing. */
export const DISK: readonly Signature[] = [
  {
    id: 'disk-no-space',
    family: 'disk',
    category: 'resource_exhaustion',
    kind: 'cause',
    prior: 0.9,
    anchors: [
      'no space left on device',
      'enospc',
      'not enough space on the disk',
      'disk is full',
      'disk full',
      'filesystem full',
      'file system full',
      'could not extend file',
      'not enough free space',
      'not enough disk space',
      'not enough',
      'is full',
      '/ full',
      'disk /',
      'system /',
      'volume /',
      'volume full',
    ],
    pattern:
      /no space left on device|\bENOSPC\b(?:[:,)]|$)|not enough (?:free )?(?:disk )?space (?:on|in|left|available)|(?:disk|file ?system|volume)(?: (?<component>\/[\w./-]{0,80}))? (?:is )?full\b(?! (?:check|scan|backup|sync|text))|could not extend file "[^"]{1,120}"/i,
    summary: 'A disk is full{component? (@)}: a write was refused for lack of space.',
    actions: [
      look(
        'Find the full file system, then what fills it.',
        'df -h && du -xh --max-depth=1 / 2>/dev/null | sort -h | tail',
      ),
      look('Look for deleted files that a process still holds.', 'lsof +L1'),
      change('Enlarge the volume, or move old logs and images away.'),
      risky('Remove build caches and unused images after checking what is needed.', 'docker system prune'),
    ],
    killTest: look(
      'If every file system and its inodes have room, a quota or a small tmpfs refused the write.',
      'df -h; df -i',
    ),
    phrases: [
      'No space left on device',
      'ENOSPC: no space left on device, write',
      'There is not enough space on the disk',
      'could not extend file',
    ],
    positives: [
      'ERROR: could not extend file "base/16384/24601": No space left on device',
      "Error: ENOSPC: no space left on device, write '/var/lib/app/spool/000123.tmp'",
      'System.IO.IOException: There is not enough space on the disk.',
    ],
    negatives: [
      'disk usage 41%, no alert',
      'ENOSPC handling enabled in config (retry_on_enospc=true)',
      'starting full disk check of /dev/sda1',
    ],
  },
  {
    id: 'disk-file-watchers',
    family: 'disk',
    category: 'resource_exhaustion',
    kind: 'cause',
    prior: 0.9,
    anchors: ['file watchers reached', 'inotify'],
    pattern:
      /system limit for number of file watchers reached|inotify_add_watch(?:\(\))? ?(?:failed|on .{1,120}failed)|failed to (?:create|initialize) (?:new )?inotify|inotify (?:instances|watches) limit reached|inotify_init.{0,20}: too many open files/i,
    summary: 'The limit of file watches (inotify) is used up; the disk itself need not be full.',
    actions: [
      look('Read the limits.', 'sysctl fs.inotify'),
      change('Raise the number of watches.', 'sysctl -w fs.inotify.max_user_watches=524288'),
    ],
    killTest: look(
      'If far fewer watches are in use than allowed, look at the disk itself.',
      "find /proc/*/fd -lname 'anon_inode:inotify' 2>/dev/null | wc -l",
    ),
    phrases: ['System limit for number of file watchers reached', 'inotify_add_watch'],
    positives: [
      "Error: ENOSPC: System limit for number of file watchers reached, watch '/app/src'",
      'tail: inotify_add_watch failed for /var/log/app.log',
      'failed to create inotify watcher: too many open files',
    ],
    negatives: [
      'using inotify backend, 812 watches',
      'fs.inotify.max_user_watches = 524288',
      'file watcher reached idle state',
    ],
  },
  {
    id: 'disk-no-inodes',
    family: 'disk',
    category: 'resource_exhaustion',
    kind: 'cause',
    prior: 0.88,
    anchors: ['inode'],
    pattern:
      /(?:out of|no (?:more )?free|no more|insufficient|ran out of) inodes|(?<component>[\w./-]{1,80}):? has insufficient inodes|inodes? (?:usage|used)[:= ]{1,3}(?:100|99)(?:\.\d{1,3})? ?%|inodes? exhausted/i,
    summary: 'A file system has no inodes left: too many small files, though bytes may be free.',
    actions: [
      look('Find the file system without inodes.', 'df -i'),
      look(
        'Find the folder with the most files.',
        'find / -xdev -printf "%h\\n" 2>/dev/null | sort | uniq -c | sort -n | tail',
      ),
      risky('Remove old session, mail or cache files after checking that nothing needs them.'),
    ],
    killTest: look('If IUse% is below 100 everywhere, inodes are not the cause.', 'df -i'),
    phrases: ['out of inodes', 'insufficient inodes', 'no free inodes'],
    positives: [
      'EXT4-fs warning (device sdb1): ext4_new_inode: no free inodes found',
      'Warning EvictionThresholdMet kubelet: /var/lib/kubelet has insufficient inodes',
      'cron: write failed, filesystem out of inodes',
    ],
    negatives: ['inode usage 12%', 'IUse% 41 /dev/sda1 inodes 6553600', 'checking inodes, blocks, and sizes'],
  },
  {
    id: 'disk-read-only',
    family: 'disk',
    category: 'infrastructure',
    kind: 'cause',
    prior: 0.8,
    anchors: [
      'read-only file system',
      'read-only filesystem',
      'erofs',
      'remounting filesystem read-only',
      'remounted read-only',
    ],
    pattern: /read-only file ?system|\bEROFS\b[:,)]|remounting filesystem read-only|remounted read-only/i,
    summary: 'A file system is mounted read-only, so writes fail; after an error the kernel does this to protect it.',
    actions: [
      look(
        'See how it is mounted and whether the kernel reported errors.',
        "mount | grep ' ro[,)]'; dmesg -T | grep -i -E 'remount|i/o error'",
      ),
      look(
        'In Kubernetes, check readOnlyRootFilesystem and the volume mounts.',
        'kubectl get pod POD -o yaml | grep -n -i readonly',
      ),
      risky('Check the file system while it is unmounted; have a backup first.', 'fsck -n /dev/DEVICE'),
    ],
    killTest: look('If the path is mounted rw, the refusal came from permissions instead.', 'findmnt -T PATH'),
    phrases: ['Read-only file system', 'EROFS: read-only file system', 'Remounting filesystem read-only'],
    positives: [
      "OSError: [Errno 30] Read-only file system: '/app/cache'",
      'EXT4-fs (nvme0n1p1): Remounting filesystem read-only',
      "Error: EROFS: read-only file system, mkdir '/usr/src/app/.next'",
    ],
    negatives: [
      'mounted /dev/loop0 read-only as planned',
      'readOnlyRootFilesystem: true',
      'opening database in read-only mode',
    ],
  },
  {
    id: 'disk-watermark',
    family: 'disk',
    category: 'resource_exhaustion',
    kind: 'cause',
    prior: 0.85,
    anchors: ['flood stage', 'flood-stage', 'forbidden/12', 'read-only / allow delete', 'read-only-allow-delete'],
    pattern:
      /flood[- ]stage (?:disk )?watermark|FORBIDDEN\/12\/index read-only|index read-only \/ allow delete|index has read-only-allow-delete block/i,
    summary: 'A search node is nearly out of disk, so its indices were made read-only.',
    actions: [
      look('See which nodes are full.', 'curl -s HOST:9200/_cat/allocation?v'),
      look('See which indices are the largest.', 'curl -s HOST:9200/_cat/indices?s=store.size:desc | head'),
      risky('Delete old indices or add disk; the block is lifted once there is room.'),
    ],
    killTest: look(
      'If every node has room, the block was set by hand or left over.',
      'curl -s HOST:9200/_cat/allocation?v',
    ),
    phrases: [
      'flood stage disk watermark',
      'index read-only / allow delete (api)',
      'disk usage exceeded flood-stage watermark',
    ],
    positives: [
      '[WARN ][o.e.c.r.a.DiskThresholdMonitor] [es-1] flood stage disk watermark [95%] exceeded on [kQ2][es-2][/data]',
      'blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, index has read-only-allow-delete block]',
      'cluster_block_exception: blocked by: [FORBIDDEN/12/index read-only / allow delete (api)]',
    ],
    negatives: [
      'low disk watermark is set to 85%',
      'released read-only block of 12 indices',
      'cluster.routing.allocation.disk.watermark.low=85%',
    ],
  },
  {
    id: 'disk-quota',
    family: 'disk',
    category: 'resource_exhaustion',
    kind: 'cause',
    prior: 0.85,
    anchors: [
      'disk quota exceeded',
      'edquot',
      'quota exceeded on',
      'ephemeral local storage usage exceeds',
      'ephemeral-storage',
      'its local',
    ],
    pattern:
      /disk quota exceeded|\bEDQUOT\b[:,)]|ephemeral local storage usage exceeds the total limit|container (?<component>[\w.-]{1,80}) exceeded its local ephemeral[- ]storage limit|low on resource: ephemeral-storage/i,
    summary: 'A storage quota is used up{component? by @}; the disk may still have room.',
    actions: [
      look('Read the quota of the user or project.', 'quota -s; repquota -a'),
      look(
        'In Kubernetes, see what the container wrote.',
        'kubectl exec POD -- du -xh --max-depth=1 / | sort -h | tail',
      ),
      change('Raise the quota or write to a volume made for it.'),
    ],
    killTest: look('If use is below the quota, the disk itself is the limit.', 'df -h; quota -s'),
    phrases: ['Disk quota exceeded', 'Pod ephemeral local storage usage exceeds the total limit of containers'],
    positives: [
      "OSError: [Errno 122] Disk quota exceeded: '/home/build/.cache/pip'",
      'Warning Evicted pod/report-7f: Pod ephemeral local storage usage exceeds the total limit of containers 2Gi.',
      'rsync: write failed on "/srv/backup/db.dump": Disk quota exceeded (122)',
    ],
    negatives: ['quota: 41% of 20G used', 'requests.ephemeral-storage: 1Gi', 'disk quota raised to 50G for team data'],
  },
  {
    id: 'disk-io-error',
    family: 'disk',
    category: 'infrastructure',
    kind: 'cause',
    prior: 0.85,
    anchors: [
      'input/output error',
      'i/o error',
      'eio:',
      'medium error',
      'unrecovered read error',
      'critical target error',
    ],
    pattern:
      /input\/output error|\bEIO: i\/o error|(?:blk_update_request|buffer|lost async page write|print_req_error)[^\n]{0,60}i\/o error,? (?:on )?(?:dev|logical)? ?(?<component>[\w-]{1,20})?|disk i\/o error(?!s)|medium error|unrecovered read error|critical (?:target|medium) error, dev (?<component2>[\w-]{1,20})/i,
    summary:
      'A storage device returned errors on read or write{component? on @}; the disk, its cable or the volume may be failing.',
    actions: [
      look(
        'Read the kernel log and the health of the device.',
        "dmesg -T | grep -i 'i/o error'; smartctl -a /dev/DEVICE",
      ),
      look('Check that backups are recent before anything else.'),
      risky('Replace the device or move the volume; expect data loss on the failing blocks.'),
    ],
    killTest: look(
      'If the device reports no errors and others on the same host work, look at the network storage in between.',
      'smartctl -H /dev/DEVICE',
    ),
    phrases: ['Input/output error', 'I/O error, dev', 'EIO: i/o error, read'],
    positives: [
      'blk_update_request: I/O error, dev sdb, sector 81928192 op 0x0:(READ) flags 0x80700',
      "cp: error reading '/data/table.ibd': Input/output error",
      "Error: EIO: i/o error, read '/mnt/share/config.json'",
    ],
    negatives: ['i/o error count 0 on sda', 'disk I/O errors: none', 'io scheduler mq-deadline registered'],
  },
  {
    id: 'disk-stale-or-unavailable-mount',
    family: 'disk',
    category: 'infrastructure',
    kind: 'cause',
    prior: 0.8,
    anchors: [
      'stale file handle',
      'stale nfs file handle',
      'nfs: server',
      'transport endpoint is not connected',
      'estale',
    ],
    pattern:
      /stale (?:NFS )?file handle|\bESTALE\b[:,)]|nfs: server (?<component>[\w.\-[\]]{1,80}) not responding|(?:'[^'\n]{1,160}'|\/[^\s:]{1,160}): transport endpoint is not connected/i,
    summary: 'A network file system {component|} is gone or stopped answering.',
    actions: [
      look('Check whether the server answers and what it exports.', 'showmount -e HOST; nfsstat -m'),
      change('Mount it again once the server is back.', 'umount -l PATH && mount PATH'),
    ],
    killTest: look('If the mount lists its files at once, it was not the cause.', 'timeout 5 ls PATH'),
    phrases: ['Stale file handle', 'not responding, still trying', 'Transport endpoint is not connected'],
    positives: [
      "ls: cannot access '/mnt/media': Stale file handle",
      'kernel: nfs: server nas-2.example.test not responding, still trying',
      "cannot access '/mnt/bucket': Transport endpoint is not connected",
    ],
    negatives: [
      'nfs: server nas-2.example.test OK',
      'removed stale file lock',
      'transport endpoint registered at :4317',
    ],
  },
]
