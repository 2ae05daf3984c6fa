package deepq.jupyter.kernel;

import coursierapi.Artifact;
import coursierapi.Cache;
import coursierapi.CacheLogger;
import coursierapi.Dependency;
import coursierapi.Fetch;
import coursierapi.MavenRepository;
import coursierapi.Repository;
import coursierapi.error.CoursierError;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Fetches libraries, with all that they need, from Maven repositories; coursier does the work. */
final class MavenLibraries {
    private final List<Repository> repositories = new ArrayList<>(List.of(Repository.central()));

    void addRepository(String address) {
        repositories.add(MavenRepository.of(address));
    }

    /**
     * @param coordinates group:artifact:version
     * @return the jars
     */
    List<Path> fetch(List<String> coordinates) {
        List<Dependency> asked = new ArrayList<>();
        for (String one : coordinates) {
            String[] parts = one.split(":");
            if (parts.length < 3) {
                throw new IllegalArgumentException(
                        one + " is no group:artifact:version, such as" + " org.apache.commons:commons-csv:1.10.0");
            }
            // Maven's long form: group:artifact:packaging:classifier:version.
            Dependency dependency = Dependency.of(parts[0], parts[1], parts[parts.length - 1]);
            if (parts.length > 3) dependency = dependency.withType(parts[2]);
            if (parts.length > 4) dependency = dependency.withClassifier(parts[3]);
            asked.add(dependency);
        }
        return fetchAll(asked);
    }

    /** @param text a pom, or only the elements dependency and repository of one */
    List<Path> fetchPom(String text) {
        Element pom = parse(text);
        Map<String, String> properties = new LinkedHashMap<>();
        NodeList inProperties = pom.getElementsByTagName("*");
        for (int i = 0; i < inProperties.getLength(); i++) {
            if (inProperties.item(i).getParentNode().getNodeName().equals("properties")) {
                properties.put(
                        inProperties.item(i).getNodeName(), inProperties.item(i).getTextContent());
            }
        }
        for (Element one : elements(pom, "repository")) addRepository(child(one, "url", properties));
        List<Dependency> asked = new ArrayList<>();
        for (Element one : elements(pom, "dependency")) {
            if (child(one, "scope", properties).matches("test|provided|system|import")) continue;
            Dependency dependency = Dependency.of(
                    child(one, "groupId", properties),
                    child(one, "artifactId", properties),
                    child(one, "version", properties));
            String classifier = child(one, "classifier", properties);
            asked.add(classifier.isEmpty() ? dependency : dependency.withClassifier(classifier));
        }
        if (asked.isEmpty()) throw new IllegalArgumentException("there is no <dependency> in it");
        return fetchAll(asked);
    }

    private List<Path> fetchAll(List<Dependency> asked) {
        try {
            return fetch(asked, repositories);
        } catch (CoursierError e) {
            Path local = Path.of(System.getProperty("user.home"), ".m2", "repository");
            if (Files.isDirectory(local)) { // what Maven has fetched before needs no network
                try {
                    return fetch(asked, List.of(MavenRepository.of(local.toUri().toString())));
                } catch (CoursierError alsoNotThere) {
                    e.addSuppressed(alsoNotThere);
                }
            }
            throw new IllegalArgumentException(e.getMessage() + "\nAsked for were "
                    + asked.stream().map(MavenLibraries::name).toList() + ", from "
                    + repositories.stream()
                            .map(one -> ((MavenRepository) one).getBase())
                            .toList());
        }
    }

    private static List<Path> fetch(List<Dependency> asked, List<Repository> repositories) throws CoursierError {
        return Fetch.create()
                .withRepositories(repositories.toArray(Repository[]::new))
                .withDependencies(asked.toArray(Dependency[]::new))
                .withCache(Cache.create().withLogger(new Progress()))
                .fetch()
                .stream()
                .map(File::toPath)
                .toList();
    }

    private static String name(Dependency one) {
        return one.getModule().getOrganization() + ":" + one.getModule().getName() + ":" + one.getVersion();
    }

    private static Element parse(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null); // it would print, too
            String whole = "<all>" + text.replaceFirst("(?s)^\\s*<\\?xml.*?\\?>", "") + "</all>";
            Document document = builder.parse(new ByteArrayInputStream(whole.getBytes(StandardCharsets.UTF_8)));
            return document.getDocumentElement();
        } catch (SAXException e) {
            throw new IllegalArgumentException("this is no XML as in a pom: " + e.getMessage());
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Element> elements(Element pom, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = pom.getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i++) {
            String above = nodes.item(i).getParentNode().getParentNode().getNodeName();
            if (!above.equals("plugin") && !above.equals("dependencyManagement")) found.add((Element) nodes.item(i));
        }
        return found;
    }

    private static String child(Element element, String name, Map<String, String> properties) {
        NodeList nodes = element.getElementsByTagName(name);
        String text =
                nodes.getLength() == 0 ? "" : nodes.item(0).getTextContent().strip();
        for (Map.Entry<String, String> one : properties.entrySet()) {
            text = text.replace("${" + one.getKey() + "}", one.getValue());
        }
        return text;
    }

    /** A line for each jar. */
    private static final class Progress implements CacheLogger {
        @Override
        public void downloadingArtifact(String url, Artifact artifact) {
            if (url.endsWith(".jar")) System.out.println("Downloading " + url);
        }
    }
}
