import type { Signature } from '../signature.ts'
import { change, look } from './steps.ts'

/** Memory ran out: of the machine, of a container, of a runtime's own heap. */
export const MEMORY: readonly Signature[] = [
  {
    id: 'memory-kernel-oom-killer',
    family: 'memory',
    category: 'resource_exhaustion',
    kind: 'cause',
    prior: 0.9,
    anchors: ['out of memory: kill', 'oom-kill:', 'invoked oom-killer', 'oom_reaper: reaped'],
    pattern:
      /out of memory: kill(?:ed)? process \d{1,10} \((?<component>[^)]{1,60})\)|(?<caller>[\w.:/-]{1,40}) invoked oom-killer|oom-kill:constraint=|oom_reaper: reaped process \d{1,10}/i,
    summary: 'The kernel ran out of memory and killed {component|a process}.',
    actions: [
      look('See which processes held the memory when the kill happened.', "dmesg -T | grep -i -A 40 'oom-killer'"),
      look('Compare the memory limit with what is used over the last hours.', 'free -m && ps aux --sort=-rss | head'),
      change('Raise the limit or move the workload to a larger machine, then look for the leak.'),
    ],
    killTest: look(
      'Read the kernel log: without an oom-kill record at this time the process died for another reason.',
      'journalctl -k --since "2 hours ago" | grep -i oom',
    ),
    phrases: ['Out of memory: Killed process', 'invoked oom-killer', 'oom_reaper: reaped process'],
    positives: [
      'Mar  3 04:12:09 web-2 kernel: [81234.55] Out of memory: Killed process 2213 (gunicorn) total-vm:8123456kB, anon-rss:7012345kB',
      '[ 9123.113] java invoked oom-killer: gfp_mask=0x100cca(GFP_HIGHUSER_MOVABLE), order=0, oom_score_adj=0',
      'kernel: oom_reaper: reaped process 991 (postgres), now anon-rss:0kB, file-rss:0kB, shmem-rss:64kB',
    ],
    negatives: [
      'systemd[1]: docker.service: Adjusting oom score of process 812 to -500',
      'config: vm.panic_on_oom = 0, oom-killer left at its default',
      'Docs: how the kernel chooses which process to end when out of memory',
    ],
  },
  {
    id: 'memory-container-oom-killed',
    family: 'memory',
    category: 'resource_exhaustion',
    kind: 'cause',
    prior: 0.9,
    anchors: ['oomkilled', 'memory cgroup out of memory', 'oomkilling'],
    pattern:
      /(?:reason|state|status)["']?[:= ]{1,3}["']?OOMKilled|(?:was|been|container (?<component>[\w./-]{1,80})) OOMKilled|OOMKilled["']?[:= ]{1,3}["']?true|Memory cgroup out of memory: kill(?:ed)? process \d{1,10}|\bOOMKilling\b|\bOOMKilled\b[^"'\n]{0,3} .{0,40}(?:exit|137)/i,
    summary: '{component|A container} went over its memory limit and was killed.',
    actions: [
      look(
        'Confirm the last state and the exit code of the container.',
        'kubectl describe pod POD | grep -A 6 "Last State"',
      ),
      look('Compare use with the limit.', 'kubectl top pod POD --containers'),
      change('Raise the memory limit as a stopgap.', 'kubectl set resources deployment/NAME --limits=memory=1Gi'),
    ],
    killTest: look(
      'If the last state is not OOMKilled, the container ended for another reason.',
      "kubectl get pod POD -o jsonpath='{.status.containerStatuses[*].lastState.terminated.reason}'",
    ),
    phrases: ['OOMKilled', 'Memory cgroup out of memory: Killed process'],
    positives: [
      'Last State: Terminated  Reason: OOMKilled  Exit Code: 137  Started: Tue, 03 Mar 2026 04:02:11 +0000',
      'warning: container checkout-api OOMKilled, restarting (attempt 3)',
      'kernel: Memory cgroup out of memory: Killed process 4021 (node) total-vm:2101234kB, anon-rss:511000kB',
    ],
    negatives: [
      '{"container":"api","OOMKilled":false,"ExitCode":0}',
      'metric kube_pod_container_status_terminated_reason{reason!="OOMKilled"} 0',
      'oom score adjusted for container runtime to -999',
    ],
  },
  {
    id: 'memory-exit-137',
    family: 'memory',
    category: 'resource_exhaustion',
    kind: 'symptom',
    prior: 0.5,
    anchors: ['killed by signal', '137', 'signal 9', 'sigkill', 'signal: killed', '9, killed'],
    pattern:
      /killed by signal 9\b|exit(?:ed|ing)?(?: with)?(?: non-zero)?(?: status| code| \(?code\)?)?[:= ]{1,3}137\b|exitcode["']?[:= ]{1,3}137\b|terminated by signal (?:9|SIGKILL)|signal: (?:9, )?(?:SIGKILL|killed)|exited prematurely: signal 9\b|(?:process|worker) (?:'?(?<component>[\w.:/-]{1,60})'? )?(?:\(pid[: ]{1,2}\d{1,10}\) )?was (?:terminated by|sent) (?:signal 9|SIGKILL)/i,
    summary: '{component|A process} was killed from outside (SIGKILL), most often because memory ran out.',
    actions: [
      look('Ask the kernel whether the out-of-memory killer acted.', "dmesg -T | grep -i -E 'oom|killed process'"),
      look(
        'Check whether an operator, a deploy or a liveness probe ended it instead.',
        'kubectl get events --sort-by=.lastTimestamp',
      ),
    ],
    killTest: look('Without an oom record at this time, memory was not the reason.', 'journalctl -k | grep -i oom'),
    phrases: ['exit code 137', 'signal: killed'],
    positives: [
      'ERROR: process "/bin/sh -c npm run build" did not complete successfully: exit code: 137',
      'Command exited with exit code 137',
      'go: build failed: /usr/local/go/compile: signal: killed',
    ],
    negatives: [
      'GET /items/137 200 12ms',
      'processed 137 records, exit code 0',
      'handler registered for signal SIGKILL is not possible, see signal(7)',
    ],
  },
  {
    id: 'memory-jvm-heap-space',
    family: 'memory',
    category: 'resource_exhaustion',
    kind: 'cause',
    prior: 0.9,
    anchors: ['java heap space', 'outofmemoryerror: requested array'],
    pattern: /OutOfMemoryError: (?:Java heap space|Requested array size exceeds VM limit)|^\s{0,4}Java heap space$/i,
    summary: 'The Java heap is full: a JVM could not allocate an object.',
    actions: [
      look('Read the heap histogram of a process in this state.', 'jcmd PID GC.class_histogram | head -30'),
      look('Check the heap limit against the container limit.', 'jcmd PID VM.flags | tr " " "\\n" | grep -i heap'),
      change('Raise -Xmx or MaxRAMPercentage and keep a heap dump for the leak (-XX:+HeapDumpOnOutOfMemoryError).'),
    ],
    killTest: look(
      'If use of the old generation after a full collection is well below the limit, the heap was not the cause.',
      'jstat -gcutil PID 1000 5',
    ),
    phrases: ['java.lang.OutOfMemoryError: Java heap space', 'Requested array size exceeds VM limit'],
    positives: [
      'Exception in thread "http-nio-8080-exec-4" java.lang.OutOfMemoryError: Java heap space',
      '2026-03-03 04:12:09 ERROR o.s.k.l.ContainerStopping - Stopping container due to an Error: java.lang.OutOfMemoryError: Java heap space',
      'Caused by: java.lang.OutOfMemoryError: Requested array size exceeds VM limit',
    ],
    negatives: [
      'JVM options: -XX:+ExitOnOutOfMemoryError -Xmx2g',
      'INFO gc: Java heap space in use: 412 MB of 2048 MB',
      'Registered handler for OutOfMemoryError, none seen',
    ],
  },
  {
    id: 'memory-jvm-gc-overhead',
    family: 'memory',
    category: 'resource_exhaustion',
    kind: 'cause',
    prior: 0.88,
    anchors: ['gc overhead limit exceeded'],
    pattern: /GC overhead limit exceeded/i,
    summary:
      'The JVM spent nearly all its time collecting garbage and gave up: the heap is too small for what is held.',
    actions: [
      look('See what fills the heap.', 'jcmd PID GC.class_histogram | head -30'),
      change('Raise the heap limit of this process; for a build, -Xmx in MAVEN_OPTS or org.gradle.jvmargs.'),
    ],
    killTest: look(
      'If collections take a small share of the time, this is not the cause.',
      'jstat -gcutil PID 1000 10',
    ),
    phrases: ['GC overhead limit exceeded'],
    positives: [
      'java.lang.OutOfMemoryError: GC overhead limit exceeded',
      'FATAL [indexer] fatal error in thread [indexer-3], exiting: GC overhead limit exceeded',
      '> GC overhead limit exceeded while running task :app:compileKotlin',
    ],
    negatives: [
      '-XX:-UseGCOverheadLimit is set',
      'gc overhead 2% over the last minute',
      'GC overhead limit not reached, 0 warnings',
    ],
  },
  {
    id: 'memory-jvm-metaspace',
    family: 'memory',
    category: 'resource_exhaustion',
    kind: 'cause',
    prior: 0.88,
    anchors: [
      'outofmemoryerror: metaspace',
      'outofmemoryerror: compressed class',
      'outofmemoryerror: permgen',
      'outofmemoryerror: direct buffer',
      'outofdirectmemoryerror',
      'direct buffer memory',
    ],
    pattern:
      /OutOfMemoryError: (?:Metaspace|Compressed class space|PermGen space)|OutOfMemoryError: (?:Cannot reserve \d{1,15} bytes of )?Direct buffer memory|OutOfDirectMemoryError: failed to allocate/i,
    summary: 'A JVM ran out of memory outside its heap (class metadata or direct buffers).',
    actions: [
      look('Read native memory by area.', 'jcmd PID VM.native_memory summary'),
      change(
        'Raise -XX:MaxMetaspaceSize or -XX:MaxDirectMemorySize, then look for class loaders or buffers that are never freed.',
      ),
    ],
    killTest: look('If the area is far below its limit, this is not the cause.', 'jcmd PID VM.metaspace'),
    phrases: ['java.lang.OutOfMemoryError: Metaspace', 'Direct buffer memory', 'Compressed class space'],
    positives: [
      'java.lang.OutOfMemoryError: Metaspace',
      'ERROR worker-3 java.lang.OutOfMemoryError: Cannot reserve 65536 bytes of Direct buffer memory (allocated: 268369920, limit: 268435456)',
      'Caused by: java.lang.OutOfMemoryError: Compressed class space',
    ],
    negatives: [
      'Metaspace used 81M, capacity 84M, committed 84M',
      'GC (Metadata GC Threshold) Metaspace: 20480K->20480K',
      'option MaxDirectMemorySize=256m for direct buffer memory',
    ],
  },
  {
    id: 'memory-threads-exhausted',
    family: 'memory',
    category: 'resource_exhaustion',
    kind: 'cause',
    prior: 0.85,
    anchors: [
      'unable to create new native thread',
      'unable to create native thread',
      "can't start new thread",
      'pthread_create failed',
      'failed to create new os thread',
      'fork: retry',
      'fork: resource temporarily',
      'cannot fork',
      'fork: cannot',
    ],
    pattern:
      /unable to create (?:new )?native thread|can't start new thread|pthread_create failed|failed to create new OS thread|fork: (?:retry: )?(?:Resource temporarily unavailable|Cannot allocate memory)|\bcannot fork\(?\)?(?: child)?:/i,
    summary: 'A process could not start another thread or process: the thread or pid limit, or memory, is used up.',
    actions: [
      look('Count threads against the limits.', 'ps -eLf | wc -l; ulimit -u; cat /sys/fs/cgroup/pids.max'),
      look('See which process holds them.', 'ps -eo nlwp,pid,comm --sort=-nlwp | head'),
      change('Raise the pid limit, or cap the pool that keeps creating threads.'),
    ],
    killTest: look(
      'If the thread count is far below both limits, look elsewhere.',
      'cat /proc/PID/status | grep Threads',
    ),
    phrases: [
      'unable to create native thread',
      "can't start new thread",
      'Resource temporarily unavailable',
      'failed to create new OS thread',
    ],
    positives: [
      'java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory or process/resource limits reached',
      "RuntimeError: can't start new thread",
      'runtime: failed to create new OS thread (have 1021 already; errno=11) bash: fork: retry: Resource temporarily unavailable',
    ],
    negatives: [
      'started new thread pool-1-thread-12',
      'fork of repository acme/web created',
      'thread limit set to 4096, native threads 31',
    ],
  },
  {
    id: 'memory-node-heap',
    family: 'memory',
    category: 'resource_exhaustion',
    kind: 'cause',
    prior: 0.92,
    anchors: [
      'javascript heap out of memory',
      'reached heap limit',
      'ineffective mark-compacts',
      'err_worker_out_of_memory',
      'invalid table size allocation failed',
    ],
    pattern:
      /JavaScript heap out of memory|Reached heap limit Allocation failed|Ineffective mark-compacts near heap limit|ERR_WORKER_OUT_OF_MEMORY|invalid table size Allocation failed/i,
    summary: 'Node.js reached its heap limit and ended.',
    actions: [
      look('Watch the heap of a fresh process grow.', 'node --trace-gc app.js | grep Mark-Compact'),
      change('Raise the limit as a stopgap.', 'NODE_OPTIONS=--max-old-space-size=4096 npm run build'),
      look('Take a heap snapshot near the limit.', 'node --heapsnapshot-near-heap-limit=2 app.js'),
    ],
    killTest: look(
      'If the process ended well below its limit, this is not the cause.',
      "node -p 'v8.getHeapStatistics().heap_size_limit'",
    ),
    phrases: [
      'JavaScript heap out of memory',
      'Reached heap limit Allocation failed',
      'Ineffective mark-compacts near heap limit Allocation failed',
    ],
    positives: [
      'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
      '<--- Last few GCs ---> FATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed',
      'Error [ERR_WORKER_OUT_OF_MEMORY]: Worker terminated due to reaching memory limit: JS heap out of memory',
    ],
    negatives: [
      'using --max-old-space-size=4096 as heap limit',
      'heapUsed: 81 MB, heap limit 2096 MB',
      'heap snapshot written to disk',
    ],
  },
  {
    id: 'memory-python-memory-error',
    family: 'memory',
    category: 'resource_exhaustion',
    kind: 'cause',
    prior: 0.8,
    anchors: ['memoryerror', 'unable to allocate'],
    pattern:
      /(?:^|[\s.:])(?:numpy\S{0,40}\.)?_?(?:Array)?MemoryError(?::|$)|Unable to allocate \d{1,8}(?:\.\d{1,4})? (?:[KMGTP]i?B|bytes)(?: for an array)?/,
    summary: 'A Python process could not allocate memory.',
    actions: [
      look('Find the allocation in the traceback and how large it was meant to be.'),
      look('Check the free memory and the limit of the process.', 'free -m; ulimit -v'),
      change('Read the data in chunks or give the job more memory.'),
    ],
    killTest: look(
      'If the machine and the cgroup had free memory, check an address-space limit (ulimit -v) instead.',
      'ulimit -a',
    ),
    phrases: ['MemoryError', 'Unable to allocate', 'for an array with shape'],
    positives: [
      'MemoryError',
      'numpy.core._exceptions._ArrayMemoryError: Unable to allocate 14.9 GiB for an array with shape (2000000000,) and data type float64',
      '2026-03-03 ERROR etl MemoryError: cannot allocate buffer for chunk 12',
    ],
    negatives: [
      'except (MemoryError, OSError): handled, using smaller batches',
      'memoryErrorCount=0',
      'unable to allocate a support engineer until Monday',
    ],
  },
  {
    id: 'memory-allocation-failed',
    family: 'memory',
    category: 'resource_exhaustion',
    kind: 'cause',
    prior: 0.7,
    anchors: [
      'outofmemoryexception',
      'cannot allocate memory',
      'enomem',
      'std::bad_alloc',
      'memory allocation of',
      'runtime: out of memory',
      'virtual memory exhausted',
      'out of swap',
    ],
    pattern:
      /System\.OutOfMemoryException|Cannot allocate memory|\bENOMEM\b(?:[:,)]| \()|std::bad_alloc|memory allocation of \d{1,15} bytes failed|runtime: out of memory|virtual memory exhausted/i,
    summary: 'An allocation was refused: the system or the process limit has no memory left.',
    actions: [
      look('See who uses the memory.', 'ps aux --sort=-rss | head; free -m'),
      look('Check overcommit and limits.', 'cat /proc/meminfo | grep -i commit; ulimit -a'),
      change('Add memory or reduce parallel work (workers, build jobs).'),
    ],
    killTest: look(
      'If free memory and CommitLimit are well above use, an explicit limit refused it.',
      'cat /proc/meminfo',
    ),
    phrases: [
      'System.OutOfMemoryException',
      'Cannot allocate memory',
      'terminate called after throwing an instance of',
      'std::bad_alloc',
      'runtime: out of memory',
      'fatal error: runtime: out of memory',
    ],
    positives: [
      "OSError: [Errno 12] Cannot allocate memory: 'worker'",
      "terminate called after throwing an instance of 'std::bad_alloc'",
      'fatal error: runtime: out of memory',
    ],
    negatives: [
      'errno table loaded: EPERM ENOENT ENOMEM EACCES',
      'allocating memory for 12 buffers',
      'docs/errors.md: what to do when memory runs short',
    ],
  },
  {
    id: 'memory-gpu',
    family: 'memory',
    category: 'resource_exhaustion',
    kind: 'cause',
    prior: 0.88,
    anchors: [
      'cuda out of memory',
      'cuda error: out of memory',
      'cuda_error_out_of_memory',
      'outofmemoryerror: cuda',
      'cublas_status_alloc_failed',
    ],
    pattern: /CUDA out of memory|CUDA error: out of memory|CUDA_ERROR_OUT_OF_MEMORY|CUBLAS_STATUS_ALLOC_FAILED/i,
    summary: 'The graphics card has no memory left for the job.',
    actions: [
      look('See what occupies the card.', 'nvidia-smi'),
      change('Use a smaller batch, or end leftover processes on the card after checking whose they are.'),
    ],
    killTest: look(
      'If the card shows enough free memory, fragmentation or another device was the problem.',
      'nvidia-smi --query-gpu=memory.used,memory.total --format=csv',
    ),
    phrases: ['CUDA out of memory. Tried to allocate', 'CUDA_ERROR_OUT_OF_MEMORY', 'CUDA error: out of memory'],
    positives: [
      'torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB (GPU 0; 15.78 GiB total capacity)',
      'failed to allocate 4.00G from device: CUDA_ERROR_OUT_OF_MEMORY: out of memory',
      'RuntimeError: CUDA error: out of memory',
    ],
    negatives: [
      'CUDA memory: 2.1 GiB of 15.7 GiB in use',
      'CUDA 12.4 found, 1 device',
      'setting PYTORCH_CUDA_ALLOC_CONF for less fragmentation',
    ],
  },
  {
    id: 'memory-php-limit',
    family: 'memory',
    category: 'resource_exhaustion',
    kind: 'cause',
    prior: 0.9,
    anchors: ['allowed memory size of'],
    pattern:
      /Allowed memory size of \d{1,15} bytes exhausted(?: \(tried to allocate \d{1,15} bytes\))?(?: in (?<file>[^\s:]{1,160}))?/i,
    summary: 'PHP reached its memory_limit{file? in @}.',
    actions: [
      look('Read the limit that is in force.', 'php -i | grep memory_limit'),
      change('Raise memory_limit for this job, or read the data in parts.'),
    ],
    killTest: look(
      'Run the script with a larger limit in a test environment: if it still fails, something is not bounded.',
      'php -d memory_limit=1G script.php --dry-run',
    ),
    phrases: ['Allowed memory size of', 'bytes exhausted (tried to allocate'],
    positives: [
      'PHP Fatal error:  Allowed memory size of 134217728 bytes exhausted (tried to allocate 20480 bytes) in /var/www/app/Export.php on line 88',
      'Fatal error: Allowed memory size of 536870912 bytes exhausted (tried to allocate 4096 bytes) in phar:///usr/bin/composer/src/Solver.php',
      '[03-Mar-2026 04:12:09] PHP Fatal error: Allowed memory size of 268435456 bytes exhausted',
    ],
    negatives: [
      'memory_limit = 128M',
      'peak memory 31 MB of 128 MB allowed',
      'allowed memory size of the worker was raised to 512M',
    ],
  },
]
