package main

import (
	"bytes"
	"io"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/joho/godotenv"

	"parley/playground"
	"parley/store"
	"parley/store/storetest"
)

func TestEnvExampleListsEverySetting(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join("..", "..", ".env.example"))
	if err != nil {
		t.Fatal(err)
	}
	unset := regexp.MustCompile(`(?m)^#([A-Z_]+=)`) // left out, not empty
	example, err := godotenv.UnmarshalBytes(unset.ReplaceAll(text, []byte("$1")))
	if err != nil {
		t.Fatal(err)
	}
	var settings []string
	for field := range reflect.TypeFor[Config]().Fields() {
		settings = append(settings, field.Tag.Get("env"))
		if want := field.Tag.Get("envDefault"); example[field.Tag.Get("env")] != want {
			t.Errorf(".env.example: %s=%s; the default is %q", field.Tag.Get("env"), example[field.Tag.Get("env")], want)
		}
	}
	slices.Sort(settings)
	if diff := cmp.Diff(settings, slices.Sorted(maps.Keys(example))); diff != "" {
		t.Errorf(".env.example against Config (-code +example):\n%s", diff)
	}
}

// Docker hands an empty setting of .env to the program in place of the image's own, and a container that nobody can ask is unhealthy.
func TestAContainerIsAskedWhereItListens(t *testing.T) {
	t.Parallel()
	example, err := godotenv.Read(filepath.Join("..", "..", ".env.example"))
	if _, set := example["PARLEY_LISTEN"]; set || err != nil {
		t.Errorf(".env.example sets PARLEY_LISTEN, %v", err)
	}
	compose, err := os.ReadFile(filepath.Join("..", "..", "compose.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"Dockerfile", filepath.Join("deploy", "release.Dockerfile")} {
		image, err := os.ReadFile(filepath.Join("..", "..", file))
		if err != nil {
			t.Fatal(err)
		}
		_, rest, _ := strings.Cut(string(image), "\nENV PARLEY_LISTEN=")
		address, _, _ := strings.Cut(rest, "\n")
		if address == "" || !strings.Contains(string(compose), "PARLEY_LISTEN: ${PARLEY_LISTEN:-"+address+"}") {
			t.Errorf("%s listens at %q, the containers of compose.yaml elsewhere", file, address)
		}
	}
}

// What compose.yaml sets is a database without a password in its address: one with @, / or % in it would be cut there.
func TestComposeKeepsThePasswordOutOfTheAddress(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(filepath.Join("..", "..", "compose.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var address string
	for line := range strings.Lines(string(data)) {
		if value, ok := strings.CutPrefix(strings.TrimSpace(line), "DATABASE_URL: "); ok {
			address = value
		}
	}
	u, err := url.Parse(address)
	if err != nil || u.User == nil {
		t.Fatalf("DATABASE_URL of compose.yaml is %q: %v", address, err)
	}
	if _, has := u.User.Password(); has || !strings.Contains(string(data), "PGPASSWORD: ${POSTGRES_PASSWORD:?") {
		t.Errorf("the password stands in the address %q, or nowhere", address)
	}
	if _, err := parseConfig(map[string]string{"DATABASE_URL": address}); err != nil {
		t.Errorf("parseConfig with the address of compose.yaml: %v", err)
	}
}

func TestTheUserAgentSaysTheVersion(t *testing.T) {
	t.Parallel()
	config, err := parseConfig(nil)
	if err != nil || !strings.HasPrefix(config.UserAgent, "ParleyBot/"+version()+" (") {
		t.Errorf("UserAgent = %q, %v; want the version %s in it", config.UserAgent, err, version())
	}
	if config, err = parseConfig(map[string]string{"PARLEY_USER_AGENT": "Mine/2"}); err != nil || config.UserAgent != "Mine/2" {
		t.Errorf("UserAgent = %q, %v; want the operator's", config.UserAgent, err)
	}
}

// The unit in deploy does not start again what ends with 2.
func TestAWrongTokenEndsWithTwo(t *testing.T) {
	t.Parallel()
	discord := startDiscord(t, playground.Options{Token: "another"})
	for _, role := range []string{"all", "worker"} {
		var out syncBuffer
		code := run([]string{"run", "--role", role}, shell{ctx: t.Context(), stdout: io.Discard, stderr: &out, env: func() (map[string]string, error) {
			return map[string]string{"DISCORD_TOKEN": "wr0ng", "PARLEY_DISCORD_URL": discord.URL(), "DATABASE_URL": storetest.SQLite(t), "PARLEY_DRAIN": "1s"}, nil
		}})
		if code != exitUsage || !strings.Contains(out.String(), "DISCORD_TOKEN") || strings.Contains(out.String(), "wr0ng") {
			t.Errorf("parley run --role %s with a wrong token ends with %d, want 2:\n%s", role, code, out.String())
		}
	}
}

func TestParseConfigReportsEveryProblemAtOnce(t *testing.T) {
	t.Parallel()
	_, err := parseConfig(map[string]string{
		"OPENAI_BASE_URL":    "localhost:11434",
		"OPENAI_TIMEOUT":     "soon-secret",
		"PARLEY_CHANNELS":    "12,news",
		"PARLEY_DEV_GUILD":   "mine",
		"PARLEY_DISCORD_URL": "http://10.0.0.1:8080",
		"PARLEY_LOG_LEVEL":   "loud",
		"SHARD_IDS":          "0-3",

		"OPENAI_CONTEXT":           "100",
		"OPENAI_CONCURRENT":        "-1",
		"OPENAI_FALLBACK_BASE_URL": "https://models.example/v1",

		"PARLEY_SECOND_READING": "secretly",
		"OPENAI_CHECK_BASE_URL": "models.example",
	})
	if err == nil {
		t.Fatal("parseConfig(many mistakes) = nil error")
	}
	for _, name := range []string{"OPENAI_BASE_URL", "OPENAI_TIMEOUT", "PARLEY_CHANNELS", "PARLEY_DEV_GUILD", "PARLEY_DISCORD_URL", "PARLEY_LOG_LEVEL", "SHARD_IDS",
		"OPENAI_CONTEXT", "OPENAI_CONCURRENT", "OPENAI_FALLBACK_MODEL", "PARLEY_SECOND_READING", "OPENAI_CHECK_MODEL", "OPENAI_CHECK_BASE_URL"} {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("the error does not name %s:\n%v", name, err)
		}
	}
	if strings.Contains(err.Error(), "secret") {
		t.Errorf("the error shows a value:\n%v", err)
	}
}

// A .env may be another program's, or half filled in: what a command does not use stops it not.
func TestSettingsThatACommandDoesNotUse(t *testing.T) {
	t.Parallel()
	env := func() (map[string]string, error) {
		return map[string]string{"DATABASE_URL": "mysql://me:secret@db.example/mine", "OPENAI_API_KEY": "sk-secret", "SHARD_COUNT": "four", "PARLEY_PPROF": "on"}, nil
	}
	const text = "The council met. “We will not sign,” said Mayor Ada Lund."
	for _, row := range []struct {
		args []string
		code int
		told string
	}{
		{[]string{"summarize", "--writer", "extractive", "-"}, exitOK, ""},
		{[]string{"read", "-"}, exitOK, ""},
		{[]string{"summarize", "--writer", "model", "-"}, exitUsage, "OPENAI_MODEL"},
		{[]string{"run"}, exitUsage, "DATABASE_URL"},
		{[]string{"jobs"}, exitUsage, "SHARD_COUNT"},
	} {
		var told bytes.Buffer
		code := run(row.args, shell{ctx: t.Context(), stdin: strings.NewReader(text), stdout: io.Discard, stderr: &told, env: env})
		if code != row.code || !strings.Contains(told.String(), row.told) || strings.Contains(told.String(), "secret") {
			t.Errorf("parley %q = %d %q; want %d and %q", row.args, code, told.String(), row.code, row.told)
		}
	}
	if _, err := (&playgroundCommand{}).config(&shell{env: env}); err != nil {
		t.Errorf("parley playground: %v", err)
	}
}

// A key without a model is of no use to the bot, which would write without one.
func TestAKeyWithoutAModel(t *testing.T) {
	t.Parallel()
	vars := map[string]string{"DISCORD_TOKEN": "x", "OPENAI_API_KEY": "sk-secret"}
	var told bytes.Buffer
	code := run([]string{"run"}, shell{ctx: t.Context(), stdout: io.Discard, stderr: &told, env: func() (map[string]string, error) { return vars, nil }})
	if code != exitUsage || !strings.Contains(told.String(), "OPENAI_MODEL is not") {
		t.Errorf("parley run = %d %q", code, told.String())
	}
	config, err := parseConfig(vars)
	if err != nil {
		t.Fatal(err)
	}
	if found := checkModel(t.Context(), config); len(found) != 1 || found[0].state != bad || !strings.Contains(found[0].fix, "OPENAI_MODEL is not") {
		t.Errorf("parley doctor finds %+v", found)
	}
}

// PostgreSQL's driver reads the process's environment and no .env: the password comes with the address.
func TestThePasswordOfTheSettingsReachesTheDatabase(t *testing.T) {
	t.Parallel()
	const password = "p@ss/w%rd?#:& +"
	for address, has := range map[string]bool{
		"postgres://parley@db.example/parley?sslmode=disable": true, "postgres:///parley?host=%2Frun%2Fpostgresql": true,
		"postgres://parley:own@db.example/parley": false, "postgres://db.example/parley?password=own": false, "parley.db": false,
	} {
		config, err := parseConfig(map[string]string{"DATABASE_URL": address, "PGPASSWORD": password})
		if err != nil {
			t.Fatal(err)
		}
		if !has {
			if got := config.database(); got != address {
				t.Errorf("database of %s = %s, want it as it is", address, got)
			}
			continue
		}
		got, err := pgconn.ParseConfig(config.database())
		if err != nil {
			t.Errorf("%s: %v", address, err)
			continue
		}
		want, err := pgconn.ParseConfig(address)
		if err != nil {
			t.Fatal(err)
		}
		if got.Password != password || got.User != want.User || got.Host != want.Host || got.Database != want.Database {
			t.Errorf("%s: password %q for %s at %s, %s; want %q for %s at %s, %s", address, got.Password, got.User, got.Host, got.Database, password, want.User, want.Host, want.Database)
		}
		if _, _, err := store.SQLitePath(config.database()); err != nil {
			t.Errorf("%s with its password is refused: %v", address, err)
		}
	}
}

func TestLoadEnvironmentPrefersTheEnvironmentAndDropsBlanks(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), ".env")
	if err := os.WriteFile(path, []byte("\uFEFFPARLEY_LOG_FORMAT=json\nOPENAI_MODEL=from-file\nOPENAI_TIMEOUT=\nPARLEY_LOG_LEVEL=warn\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := loadEnvironment([]string{"OPENAI_MODEL=from-environment", "OPENAI_API_KEY="}, path)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"OPENAI_MODEL": "from-environment", "PARLEY_LOG_LEVEL": "warn", "PARLEY_LOG_FORMAT": "json"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("loadEnvironment (-want +got):\n%s", diff)
	}
}

func TestLoadEnvironmentErrorHidesTheLine(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), ".env")
	if err := os.WriteFile(path, []byte("this is not a setting sk-secret\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := loadEnvironment(nil, path)
	if err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("loadEnvironment(bad file) error = %v; want one that does not quote the file", err)
	}
}

// A key goes to no server but its own: the model that reads a second time gets the writer's on the writer's server alone.
func TestTheKeyOfTheSecondReading(t *testing.T) {
	t.Parallel()
	base := map[string]string{"OPENAI_BASE_URL": "https://a.example/v1", "OPENAI_API_KEY": "a", "OPENAI_MODEL": "writer", "OPENAI_CHECK_MODEL": "reader"}
	for name, row := range map[string]struct{ server, key, wantServer, wantKey string }{
		"on the writer's server":          {"", "", "https://a.example/v1", "a"},
		"on the writer's server, by name": {"https://a.example/v1", "", "https://a.example/v1", "a"},
		"there with a key of its own":     {"", "b", "https://a.example/v1", "b"},
		"on another server":               {"https://b.example/v1", "", "https://b.example/v1", ""},
		"there with a key":                {"https://b.example/v1", "b", "https://b.example/v1", "b"},
	} {
		settings := maps.Clone(base)
		settings["OPENAI_CHECK_BASE_URL"], settings["OPENAI_CHECK_API_KEY"] = row.server, row.key
		config, err := parseConfig(settings)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got := config.forChecks()
		if got.ModelURL != row.wantServer || got.ModelKey != row.wantKey || got.ModelName != "reader" || got.FallbackName != "" {
			t.Errorf("%s: forChecks = %s, key %q, model %s; want %s, key %q, model reader", name, got.ModelURL, got.ModelKey, got.ModelName, row.wantServer, row.wantKey)
		}
	}
}

func TestShardsAndProxyOfTheSettings(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, count, ids, proxy, want string }{
		{"nothing", "", "", "", ""},
		{"all of four", "4", "", "", ""},
		{"some", "8", "0-3, 7,2", "", ""},
		{"one, by a proxy on this machine", "1", "0", "http://127.0.0.1:3000", ""},
		{"a proxy elsewhere", "", "", "https://proxy.example/discord/", ""},
		{"a proxy in a network of one's own", "", "", "http://proxy:3000", ""},
		{"not a number", "four", "", "", "SHARD_COUNT is a whole number"},
		{"less than none", "-1", "", "", "SHARD_COUNT is a number of shards"},
		{"beyond all", "1000000000", "", "", "SHARD_COUNT is a number of shards"},
		{"of no count", "", "0", "", "SHARD_IDS needs SHARD_COUNT"},
		{"beyond the count", "4", "2-4", "", "SHARD_IDS is a list of numbers from 0 to 3"},
		{"backwards", "4", "3-0", "", "SHARD_IDS is a list"},
		{"words", "4", "all", "", "SHARD_IDS is a list"},
		{"holes", "4", "0,,1", "", "SHARD_IDS is a list"},
		{"below none", "4", "-1", "", "SHARD_IDS is a list"},
		{"a proxy without a scheme", "", "", "proxy:3000", "PARLEY_DISCORD_PROXY is not a link"},
		{"a proxy of another protocol", "", "", "socks5://127.0.0.1:3000", "PARLEY_DISCORD_PROXY is not a link"},
		{"a proxy with a password", "", "", "https://me:secret@proxy.example", "PARLEY_DISCORD_PROXY must not carry"},
		{"a proxy with too much", "", "", "https://proxy.example/api/v10", "PARLEY_DISCORD_PROXY is the link before /api"},
	} {
		vars := map[string]string{"DISCORD_TOKEN": "x"}
		for name, value := range map[string]string{"SHARD_COUNT": row.count, "SHARD_IDS": row.ids, "PARLEY_DISCORD_PROXY": row.proxy} {
			if value != "" {
				vars[name] = value
			}
		}
		if row.want == "" {
			if _, err := parseConfig(vars); err != nil {
				t.Errorf("%s: %v", row.name, err)
			}
			continue
		}
		var told bytes.Buffer
		code := run([]string{"run"}, shell{ctx: t.Context(), env: func() (map[string]string, error) { return vars, nil }, stdout: &told, stderr: &told})
		if code != exitUsage || !strings.Contains(told.String(), row.want) || strings.Contains(told.String(), "secret") {
			t.Errorf("%s: parley run ends with %d and says %q; want %d and %q", row.name, code, told.String(), exitUsage, row.want)
		}
	}
	config, err := parseConfig(map[string]string{"SHARD_COUNT": "8", "SHARD_IDS": "0-3, 7,2"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int{0, 1, 2, 3, 7}, config.discord().ShardIDs); diff != "" {
		t.Errorf("the shards of 0-3, 7,2 (-want +got):\n%s", diff)
	}
}
