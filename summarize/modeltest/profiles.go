package modeltest

// Profiles are the servers that people run, after their documents, sources and issue threads as of 2026; none was asked
// live. They are what to be robust against, not a promise about any one version.
func Profiles() []Profile {
	return append(hosted(), local()...)
}

func hosted() []Profile {
	const extra = "Extra inputs are not permitted: "
	return []Profile{
		{Name: "OpenAI", BaseURL: "https://api.openai.com/v1", Model: "gpt-4.1-mini"},
		{
			Name: "OpenAI, reasoning", BaseURL: "https://api.openai.com/v1", Model: "gpt-5-mini",
			Refused: map[string]string{
				"max_tokens":  "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
				"temperature": "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.",
			},
		},
		{Name: "Azure", BaseURL: "https://newsroom.openai.azure.com/openai/v1", Model: "gpt-4o", KeyHeader: "api-key"},
		{Name: "OpenRouter", BaseURL: "https://openrouter.ai/api/v1", Model: "openai/gpt-4o-mini", NeedsRouting: true, Pads: true},
		{
			Name: "Groq", BaseURL: "https://api.groq.com/openai/v1", Model: "llama-3.3-70b-versatile",
			Schema: Refuses, SchemaError: "This model does not support response format `json_schema`.",
		},
		{
			Name: "Mistral", BaseURL: "https://api.mistral.ai/v1", Model: "mistral-small-latest", Errors: ErrorDetail, Parts: true, CutReason: "model_length",
			Refused: map[string]string{"max_completion_tokens": extra + "max_completion_tokens", "seed": extra + "seed"},
		},
		{
			Name: "DeepSeek", BaseURL: "https://api.deepseek.com/v1", Model: "deepseek-chat",
			Schema: Refuses, SchemaError: "This response_format type is unavailable now",
		},
		{Name: "Gemini", BaseURL: "https://generativelanguage.googleapis.com/v1beta/openai", Model: "gemini-2.5-flash", Errors: ErrorList},
		{Name: "Anthropic", BaseURL: "https://api.anthropic.com/v1", Model: "claude-haiku-4-5", Schema: Ignores, Object: Ignores},
	}
}

func local() []Profile {
	return []Profile{
		{Name: "Ollama", BaseURL: "http://localhost:11434/v1", Model: "qwen3:8b", Window: 4096},
		{Name: "llama.cpp", BaseURL: "http://localhost:8080/v1", Model: "local"},
		{
			Name: "llama.cpp, old", BaseURL: "http://localhost:8081/v1", Model: "local",
			Schema: Refuses, SchemaError: "response_format type must be one of \"text\" or \"json_object\", but got: json_schema",
		},
		{Name: "vLLM", BaseURL: "http://gpu.internal:8000/v1", Model: "Qwen/Qwen3-8B", Errors: ErrorBare, Thinks: true},
		{
			Name: "LM Studio", BaseURL: "http://localhost:1234/v1", Model: "local", Errors: ErrorText,
			Object: Refuses, ObjectError: "'response_format.type' must be 'json_schema' or 'text'",
		},
		{
			Name: "text only", BaseURL: "http://localhost:9000/v1", Model: "local", Errors: ErrorText,
			Schema: Refuses, SchemaError: "Unknown field: response_format", Object: Refuses, ObjectError: "Unknown field: response_format",
			Refused: map[string]string{"seed": "unknown field seed", "temperature": "unknown field temperature"},
		},
	}
}
