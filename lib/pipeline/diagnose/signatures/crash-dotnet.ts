import type { Signature } from '../signature.ts'
import { change, look } from './steps.ts'

/** .NET. */
export const CRASH_DOTNET: readonly Signature[] = [
  {
    id: 'dotnet-null-reference',
    family: 'crash-dotnet',
    category: 'code_defect',
    kind: 'cause',
    prior: 0.8,
    anchors: ['nullreferenceexception', 'object reference not set', 'argumentnullexception', 'value cannot be null'],
    pattern:
      /System\.NullReferenceException|Object reference not set to an instance of an object|System\.ArgumentNullException: Value cannot be null\.? \(Parameter '(?<name>[^']{1,80})'\)|ArgumentNullException: /,
    summary: '.NET code used a value that was null{name? (@)}.',
    actions: [
      look('Open the first frame of the stack trace that is your own code.'),
      look('See which input or answer leaves the value empty.'),
      change('Check the value where it enters, or go back to the version before.'),
    ],
    killTest: look('Run the same input on the version before: if it fails too, the data changed.'),
    phrases: [
      'System.NullReferenceException: Object reference not set to an instance of an object.',
      'System.ArgumentNullException: Value cannot be null.',
    ],
    positives: [
      'System.NullReferenceException: Object reference not set to an instance of an object.',
      "System.ArgumentNullException: Value cannot be null. (Parameter 'connectionString')",
      'Unhandled exception. System.NullReferenceException: Object reference not set to an instance of an object.',
    ],
    negatives: [
      'catch (NullReferenceException) when (retry)',
      'nullable reference types enabled',
      'object reference set',
    ],
  },
  {
    id: 'dotnet-unhandled',
    family: 'crash-dotnet',
    category: 'code_defect',
    kind: 'cause',
    prior: 0.62,
    anchors: [
      'unhandled exception. ',
      'unhandled exception has occurred',
      'the process was terminated due to an unhandled exception',
      'fail: microsoft.aspnetcore',
      'hosting failed to start',
      'stack overflow.',
      'process is terminating due to',
      'terminated due',
    ],
    pattern:
      /Unhandled exception\. (?<name>[\w.]{4,160}): ?(?<reason>[^\n]{0,140})|An unhandled exception has occurred while executing the request|process was terminated due to an unhandled exception|Hosting failed to start|^Stack overflow\.$|Process is terminating due to (?:StackOverflow|OutOfMemory)Exception/,
    summary: 'A .NET process met an exception that nothing handled{name? (@)}.',
    actions: [
      look('Read the innermost exception and its first frame of your own code.'),
      look('Compare settings and packages with the deploy before.'),
    ],
    killTest: look('If the process ran on afterwards, the request failed and not the process.'),
    phrases: [
      'Unhandled exception. System.',
      'An unhandled exception has occurred while executing the request.',
      'Hosting failed to start',
      'The process was terminated due to an unhandled exception.',
    ],
    positives: [
      'Unhandled exception. System.InvalidOperationException: Sequence contains no elements',
      'fail: Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware[1] An unhandled exception has occurred while executing the request.',
      'crit: Microsoft.Extensions.Hosting.Internal.Host[11] Hosting failed to start',
    ],
    negatives: [
      'UseExceptionHandler registered for unhandled exceptions',
      'Application started. Press Ctrl+C to shut down.',
      'unhandled exceptions: 0',
    ],
  },
  {
    id: 'dotnet-assembly-missing',
    family: 'crash-dotnet',
    category: 'configuration_error',
    kind: 'cause',
    prior: 0.85,
    anchors: [
      'could not load file or assembly',
      'could not load type',
      'typeloadexception',
      'missingmethodexception',
      'you must install or update .net',
      'dllnotfoundexception',
      'badimageformatexception',
      'framework was not found',
      'no usable version of',
      'unable to load',
    ],
    pattern:
      /Could not load (?:file or assembly|type) '(?<component>[^',\n]{1,140})|MissingMethodException: Method not found: '(?<component2>[^'\n]{1,140})|You must install or update \.NET|Unable to load (?:shared library|DLL) '(?<component3>[^']{1,100})'|BadImageFormatException|No usable version of lib\w{2,20} was found/,
    summary: 'A .NET assembly, runtime or native library {component|} is missing or of another version.',
    actions: [
      look(
        'List runtimes and the resolved packages.',
        'dotnet --list-runtimes; dotnet list package --include-transitive',
      ),
      look('Compare the target framework with the image.', 'cat *.runtimeconfig.json'),
      change('Use the image of the right version, or align the package versions.'),
    ],
    killTest: look(
      'If the file lies beside the program with that version, the processor type differs.',
      'file FILE.dll',
    ),
    phrases: [
      'Could not load file or assembly',
      'The system cannot find the file specified.',
      'You must install or update .NET to run this application.',
      'System.MissingMethodException: Method not found',
      'System.DllNotFoundException: Unable to load shared library',
    ],
    positives: [
      "System.IO.FileNotFoundException: Could not load file or assembly 'Newtonsoft.Json, Version=13.0.0.0, Culture=neutral'. The system cannot find the file specified.",
      'You must install or update .NET to run this application.',
      "System.DllNotFoundException: Unable to load shared library 'libgdiplus' or one of its dependencies.",
    ],
    negatives: [
      'Loaded assembly Newtonsoft.Json 13.0.3',
      'assembly load context created',
      'dotnet SDK 8.0.401 installed',
    ],
  },
  {
    id: 'dotnet-dependency-injection',
    family: 'crash-dotnet',
    category: 'configuration_error',
    kind: 'cause',
    prior: 0.86,
    anchors: [
      'unable to resolve service for type',
      'no service for type',
      'some services are not able to be constructed',
      'cannot consume scoped service',
      'failed to bind to address',
    ],
    pattern:
      /Unable to resolve service for type '(?<component>[^']{1,140})'|No service for type '(?<component2>[^']{1,140})' has been registered|Some services are not able to be constructed|Cannot consume scoped service '(?<component3>[^']{1,140})'/,
    summary:
      'A .NET service {component|} is not registered, or with the wrong lifetime, so the application cannot be built.',
    actions: [
      look('Find where the service should be registered and which change removed it.'),
      change('Register it, or align the lifetimes.'),
    ],
    killTest: look(
      'If the same build starts with the settings of another environment, a conditional registration differs.',
    ),
    phrases: [
      'Unable to resolve service for type',
      'Some services are not able to be constructed',
      'Cannot consume scoped service',
    ],
    positives: [
      "System.InvalidOperationException: Unable to resolve service for type 'Shop.IClock' while attempting to activate 'Shop.Carts'.",
      'System.AggregateException: Some services are not able to be constructed (Error while validating the service descriptor)',
      "Cannot consume scoped service 'Shop.Db' from singleton 'Shop.Worker'.",
    ],
    negatives: [
      'Registered service IClock as singleton',
      'services.AddScoped<Db>()',
      'service registered, type Carts resolved',
    ],
  },
  {
    id: 'dotnet-task-or-timeout',
    family: 'crash-dotnet',
    category: 'timeout',
    kind: 'symptom',
    prior: 0.5,
    anchors: ['taskcanceledexception', 'operationcanceledexception', 'system.timeoutexception', 'httpclient.timeout'],
    pattern:
      /TaskCanceledException: The request was canceled due to the configured HttpClient\.Timeout|System\.TimeoutException: (?<reason>[^\n]{1,120})|TaskCanceledException: A task was canceled/,
    summary: 'A .NET call was given up because it took too long.',
    actions: [
      look('See which service was called, and its latency at that time.'),
      look('Look for blocked threads (.Result, .Wait()) under load.', 'dotnet-counters monitor -p PID'),
    ],
    killTest: look(
      'If the called service answered fast at that time, the thread pool was starved.',
      'dotnet-counters monitor -p PID System.Runtime',
    ),
    phrases: [
      'The request was canceled due to the configured HttpClient.Timeout of',
      'System.Threading.Tasks.TaskCanceledException: A task was canceled.',
      'System.TimeoutException',
    ],
    positives: [
      'System.Threading.Tasks.TaskCanceledException: The request was canceled due to the configured HttpClient.Timeout of 100 seconds elapsing.',
      'System.TimeoutException: The operation has timed out.',
      'System.Threading.Tasks.TaskCanceledException: A task was canceled.',
    ],
    negatives: [
      'HttpClient.Timeout = 30 s',
      'catch (OperationCanceledException) { } // shutdown',
      'task was completed in 12 ms',
    ],
  },
  {
    id: 'dotnet-build-error',
    family: 'crash-dotnet',
    category: 'compile_error',
    kind: 'cause',
    prior: 0.88,
    anchors: [
      'error cs',
      'error msb',
      'error nu',
      'error netsdk',
      'error fs',
      'error bc',
      'error mc',
      'error xa',
      'error ide',
      '): error ca',
      ': error ca',
    ],
    pattern:
      /(?:(?<file>[^\s:(]{1,160})\((?<line>\d{1,7}),\d{1,7}(?:,\d{1,7},\d{1,7})?\): |: )error (?<code>(?:CS|MSB|NETSDK|FS|BC|CA|IDE)\d{3,5}): (?<reason>[^\n[]{1,160})/,
    summary: '.NET code does not build{file? in @}{reason?: @}.',
    actions: [
      look('Read the first error; later ones often follow from it.'),
      look('Build the same commit with the same SDK.', 'dotnet build --no-incremental; dotnet --version'),
      change('Correct it, or go back to the commit before.'),
    ],
    killTest: look('If the commit builds with the same SDK elsewhere, restore or caches differ.', 'dotnet build'),
    phrases: [
      'error CS0103',
      'error CS0246',
      'The type or namespace name',
      'does not exist in the current context',
      'error MSB4018',
      'error NETSDK1045',
    ],
    positives: [
      "Carts.cs(41,13): error CS0103: The name 'total' does not exist in the current context [/src/Shop.csproj]",
      "/src/Db.cs(3,7): error CS0246: The type or namespace name 'Npgsql' could not be found (are you missing a using directive?)",
      '/usr/share/dotnet/sdk/8.0.401/Microsoft.NET.Sdk.targets(90,5): error NETSDK1045: The current .NET SDK does not support targeting .NET 9.0.',
    ],
    negatives: [
      'Build succeeded. 0 Warning(s) 0 Error(s)',
      'warning CS0168: The variable is declared but never used',
      'no error CSV written',
    ],
  },
]
