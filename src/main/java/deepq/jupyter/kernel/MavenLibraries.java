package deepq.jupyter.kernel;

import coursierapi.Artifact;
import coursierapi.Cache;
import coursierapi.CacheLogger;
import coursierapi.Dependency;
import coursierapi.Fetch;
import coursierapi.MavenRepository;
import coursierapi.Repository;
import coursierapi.error.CoursierError;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Fetches libraries, with all that they need, from Maven repositories; coursier does the work. */
final class MavenLibraries {
    private static final Pattern SECTION =
            section("parent|properties|dependencyManagement|build|repositories|profiles");
    private static final Pattern ADDRESS = Pattern.compile("(?s)<repository>.*?<url>(.*?)</url>");

    private final List<String> added = new ArrayList<>();

    private static Pattern section(String names) {
        return Pattern.compile("(?s)<(" + names + ")>.*?</\\1>");
    }

    void addRepository(String address) {
        added.add(address);
    }

    /** Maven Central's address, those that a cell has added, and what Maven has fetched before: without a network. */
    private List<String> repositories() {
        List<String> all = new ArrayList<>(List.of(Repository.central().getBase()));
        all.addAll(added);
        Path local = Path.of(System.getProperty("user.home"), ".m2", "repository");
        if (Files.isDirectory(local)) all.add(local.toUri().toString());
        return all;
    }

    /** Returns the jars of what is named group:artifact:version, or group:artifact:type:classifier:version. */
    List<Path> fetch(List<String> names) {
        List<Dependency> asked = new ArrayList<>();
        for (String name : names) {
            String[] parts = name.split(":");
            if (parts.length < 3) {
                throw new IllegalArgumentException(
                        name + " is no group:artifact:version, such as org.apache.commons:commons-csv:1.10.0");
            }
            Dependency one = Dependency.of(parts[0], parts[1], parts[parts.length - 1]);
            asked.add(parts.length == 5 ? one.withType(parts[2]).withClassifier(parts[3]) : one);
        }
        return fetch(asked, names, repositories());
    }

    /**
     * Returns the jars that a pom asks for, or the elements dependency and repository of one: as a pom of its own, in
     * a repository of its own, so that properties, scopes and exclusions mean what they mean to Maven.
     */
    List<Path> fetchPom(String text) throws IOException {
        String pom = text.replaceAll("(?s)<!--.*?-->", "");
        List<String> names = all(section("dependency"), SECTION.matcher(pom).replaceAll(""));
        if (names.isEmpty()) throw new IllegalArgumentException("there is no <dependency> in it");
        ADDRESS.matcher(pom)
                .results()
                .forEach(found -> addRepository(found.group(1).strip()));
        String context = all(SECTION, pom).stream()
                .filter(section -> section.matches("(?s)<(parent|properties|dependencyManagement)>.*"))
                .collect(Collectors.joining());
        Path folder = Files.createTempDirectory("pom");
        Path file = Files.createDirectories(folder.resolve("notebook/cell/1")).resolve("cell-1.pom");
        Files.writeString(
                file,
                "<project><modelVersion>4.0.0</modelVersion><groupId>notebook</groupId><artifactId>cell</artifactId>"
                        + "<version>1</version><packaging>pom</packaging>" + context + "<dependencies>"
                        + String.join("", names) + "</dependencies></project>");
        List<String> places = new ArrayList<>(List.of(folder.toUri().toString()));
        places.addAll(repositories());
        names.replaceAll(one -> one.replaceAll("<[^>]*>", " ").strip().replaceAll("\\s+", ":"));
        return fetch(List.of(Dependency.of("notebook", "cell", "1")), names, places);
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(ArrayList::new));
    }

    private List<Path> fetch(List<Dependency> asked, List<String> names, List<String> places) {
        try {
            return Fetch.create()
                    .withRepositories(places.stream().map(MavenRepository::of).toArray(MavenRepository[]::new))
                    .withDependencies(asked.toArray(Dependency[]::new))
                    .withCache(Cache.create().withLogger(new Progress()))
                    .fetch()
                    .stream()
                    .map(File::toPath)
                    .toList();
        } catch (CoursierError e) {
            String asking = "\nAsked for: " + names + ", from " + repositories();
            throw new IllegalArgumentException(e.getMessage() + asking);
        }
    }

    /** A line for each jar. */
    private static final class Progress implements CacheLogger {
        @Override
        public void downloadingArtifact(String url, Artifact artifact) {
            if (url.endsWith(".jar")) System.out.println("Downloading " + url);
        }
    }
}
