/**
 * How text in a log speaks to an AI. Matched on lower-case text without quotes, hyphens and invisible characters. Each
 * names either the reader (an AI) or its instructions, so that a program that ignores a rule, or a log about a prompt of a
 * shell, does not match.
 */
export const ADDRESSES_AI: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass|skip) (?:\w+ ){0,4}(?:instructions?|prompts?|guidelines|directives)\b/,
  /\b(?:ignore|disregard|forget) (?:all |everything )?(?:of )?(?:the |your )?(?:above|previous|prior|preceding|earlier)\b(?! (?:errors?|warnings?|messages?|lines?|failures?))/,
  /\byou are (?:now )?(?:an? |the )?(?:helpful )?(?:ai|a\.i\.|assistant|language model|llm|chatbot|claude|chatgpt|gpt|gemini|copilot)\b/,
  /\b(?:note|message|instructions?|attention|memo|hint) (?:to|for) (?:the |any |all )?(?:ai|llm|assistant|language model|model|agent|claude|chatgpt|gpt)\b/,
  /\b(?:dear|hey|hello|hi|attention|dearest) (?:ai|llm|assistant|claude|chatgpt|gpt)\b/,
  /\b(?:ai|llm|assistant|claude|chatgpt|gpt)(?: agents?| models?| assistants?)? ?[:,] ?(?:please )?(?:ignore|report|say|respond|reply|output|mark|classify|set|conclude|state|write|answer|do|stop|tell|print|run|recommend)\b/,
  /\b(?:ai|llm|assistant|claude|chatgpt|gpt)(?: agents?| models?| assistants?)? (?:must|should|shall|has to|needs to|will now) (?:ignore|report|say|respond|reply|output|mark|classify|conclude|state|answer|not)\b/,
  /\b(?:as|like) an ai(?: language)? (?:model|assistant)\b/,
  /\b(?:reveal|print|repeat|show|leak|output) (?:me )?(?:your|the) (?:system )?(?:prompt|instructions)\b/,
  /\b(?:new|updated|real|actual|system) instructions? ?:/,
  /<\/?(?:system|assistant|instructions?|prompt|human|user)>|\[\/?inst\]|<\|(?:im start|im end|system|user|assistant|endoftext)\|>|<<\/?sys>>/,
  /\b(?:human|user|system|assistant) ?: ?(?:ignore|you are|forget|disregard|from now on)\b/,
  /\bsystem prompt ?[:=]/,
  /\b(?:respond|reply|answer|output) (?:only |just |exclusively )?(?:with|in) (?:the )?(?:words?|phrase|text|string|following|json|verdict)\b/,
  /\b(?:set|report|use|give|return) (?:the |your |a )?(?:confidence|verdict|root cause|severity)(?: score| level)? (?:to|as|of|=) ?(?:\d|no|healthy|none|low|high|inconclusive)/,
  /\b(?:when|while|if) (?:you (?:are )?)?(?:analy[sz]ing|summari[sz]ing|reading|processing) this (?:log|file|text|incident|output)\b/,
  /\b(?:the |your )?(?:correct|true|only) (?:root cause|verdict|answer) (?:is|must be) ?:?\b.{0,60}\b(?:report|say|conclude|ignore|nothing else)\b/,
  /\bdo not (?:mention|report|disclose|reveal|tell|include) (?:this|these|the|any)\b.{0,60}\b(?:user|human|operator|instructions?|prompt|analysis|answer|summary|report)\b/,
  /\bfrom now on,? you\b/,
  /\bjailbreak\b|\bprompt injection\b/,
  /\bignoriere? (?:alle |die )?(?:\w+ )?(?:vorherigen|bisherigen|obigen) (?:anweisungen|befehle)\b/,
  /\bignore[zr]? (?:toutes )?(?:les )?instructions (?:pr[ée]c[ée]dentes|ci dessus)\b/,
  /\bignora(?:r)? (?:todas )?(?:las )?instrucciones (?:anteriores|previas)\b/,
  /忽略(?:之前|以上|前面|所有)的?.{0,6}(?:指令|指示|说明)/,
]
