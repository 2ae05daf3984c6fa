package deepq.course.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import deepq.Accessibility;
import deepq.CellShell;
import deepq.agent.DqnAgent;
import deepq.agent.DqnConfig;
import deepq.env.Breakout;
import deepq.env.CartPole;
import deepq.network.DenseNetwork;
import deepq.network.Dl4jNetwork;
import deepq.network.QNetwork;
import deepq.random.Pcg64;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The games in a real browser: the same rules as the library's, and played by keys and pointer. */
class GameIT extends InBrowser {
    /** Pushes to the side to which the pole leans or moves: a network without hidden layer, balancing for ever. */
    private static QNetwork balancing() {
        DenseNetwork network = DenseNetwork.hidden().create(4, 2, new Pcg64(0));
        network.setParameters(new float[] {-0.1f, -0.3f, -3, -1, 0.1f, 0.3f, 3, 1, 0, 0});
        return network;
    }

    private static void open(String name, String style, Picture... pictures) throws Exception {
        StringBuilder page = new StringBuilder("<main><h1>Games</h1>");
        for (Picture picture : pictures) {
            page.append(picture.mimeBundle(Frontend.LAB).get("text/html"));
        }
        open(name, style, page.append("</main>").toString());
        js("localStorage.clear()");
        browser.navigate().refresh();
    }

    private static String text() {
        return browser.findElement(By.cssSelector(".deepq-game")).getText();
    }

    private static WebElement field() {
        return browser.findElement(By.cssSelector("[role=application]"));
    }

    private static void press(CharSequence... keys) {
        browser.switchTo().activeElement().sendKeys(keys);
    }

    private static void assertNothingSticksOut() {
        assertEquals(true, js("return document.documentElement.scrollWidth <= innerWidth"));
    }

    /** The page gets the rules as {@code window.rules}. */
    private static void rules() throws Exception {
        open("rules", "", "");
        js("window.rules = (" + Text.resource("game.js").strip() + ")(null)");
    }

    @Test
    @SuppressWarnings("unchecked")
    void breakoutInThePageIsBreakoutOfTheLibrary() throws Exception {
        Pcg64 random = new Pcg64(1);
        Breakout rules = Breakout.rules();
        List<Object> recorded = new ArrayList<>();
        List<Object> expected = new ArrayList<>();
        for (int episode = 0; episode < 1_000; episode++) {
            double[] state = rules.start(random);
            List<Integer> serve = List.of((int) state[0], (int) state[1], (int) state[3]);
            StringBuilder actions = new StringBuilder();
            long hash = 0;
            double score = 0;
            while (!rules.terminated(state) && actions.length() < 2_000) {
                double ahead = Math.min(Math.max(state[1] + state[3], 0), 9);
                int follow = ahead < state[4] ? 0 : ahead > state[4] + 1 ? 2 : 1;
                int action = random.random() < 0.03 ? random.integers(3) : follow;
                actions.append(action);
                double reward = rules.step(state, action, random);
                score += reward;
                hash = (31 * hash + (int) reward) % 1_000_003;
                for (double number : state) {
                    hash = (31 * hash + (int) number + 1) % 1_000_003;
                }
            }
            recorded.add(List.of(serve, actions.toString()));
            expected.add(List.of((long) actions.length(), (long) score, rules.terminated(state), hash));
        }
        rules();
        List<Object> played = (List<Object>) js("""
                return arguments[0].map(([[row, column, right], actions]) => {
                  const game = rules.breakout, state = [row, column, -1, right, 4].concat(Array(30).fill(1));
                  let hash = 0, score = 0, steps = 0;
                  for (const action of actions) {
                    if (game.over(state)) break;
                    const reward = game.step(state, +action);
                    steps++;
                    score += reward;
                    hash = (31 * hash + reward) % 1000003;
                    for (const number of state) hash = (31 * hash + number + 1) % 1000003;
                  }
                  return [steps, score, game.over(state), hash];
                });""", recorded);
        assertEquals(expected, played);
    }

    /**
     * Sines may differ in their last bit, and with given actions every difference grows: so each step starts anew
     * from Java's state.
     */
    @Test
    void eachStepOfCartPoleIsTheSameInThePageAtRandomAndInLongEpisodes() throws Exception {
        Pcg64 random = new Pcg64(3);
        for (int episode = 0; episode < 5; episode++) {
            assertSameCartPole(state -> random.integers(2), random);
            assertSameCartPole(state -> 0.1 * state[0] + 0.3 * state[1] + 3 * state[2] + state[3] > 0 ? 1 : 0, random);
        }
    }

    @SuppressWarnings("unchecked")
    private static void assertSameCartPole(ToIntFunction<double[]> policy, Pcg64 random) throws Exception {
        rules();
        CartPole rules = new CartPole();
        double[] state = rules.start(random);
        List<Integer> actions = new ArrayList<>();
        List<double[]> states = new ArrayList<>(List.of(state.clone()));
        while (!rules.terminated(state) && actions.size() < 500) {
            int action = policy.applyAsInt(state);
            rules.step(state, action, random);
            actions.add(action);
            states.add(state.clone());
        }
        List<List<Number>> played = (List<List<Number>>)
                js("""
                const [actions, states] = arguments;
                return actions.map((action, i) => {
                  const state = states[i].slice();
                  rules.cartPole.step(state, action);
                  return state.concat(rules.cartPole.over(state) ? 1 : 0);
                });""", actions, states.stream().map(GameIT::boxed).toList());
        for (int i = 1; i < states.size(); i++) {
            double[] numbers =
                    played.get(i - 1).stream().mapToDouble(Number::doubleValue).toArray();
            assertArrayEquals(states.get(i), Arrays.copyOf(numbers, 4), 1e-14);
            assertEquals(rules.terminated(states.get(i)) ? 1 : 0, numbers[4]);
        }
    }

    private static List<Double> boxed(double[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    /** With every activation that the page knows. */
    private static MultiLayerNetwork model(Activation... activations) {
        NeuralNetConfiguration.ListBuilder list =
                new NeuralNetConfiguration.Builder().seed(5).list();
        for (Activation activation : activations) {
            list.layer(new DenseLayer.Builder().nOut(64).activation(activation).build());
        }
        MultiLayerNetwork model =
                new MultiLayerNetwork(list.layer(new OutputLayer.Builder(LossFunctions.LossFunction.MSE)
                                .nOut(2)
                                .activation(Activation.IDENTITY)
                                .build())
                        .setInputType(InputType.feedForward(4))
                        .build());
        model.init();
        return model;
    }

    private static void assertSameQValues(QNetwork network, float... scale) throws Exception {
        rules();
        Pcg64 random = new Pcg64(4);
        for (int i = 0; i < 100; i++) {
            double[] state = random.doubles(4, -1, 1).toArray();
            float[] scaled = new float[4];
            for (int k = 0; k < 4; k++) {
                scaled[k] = (float) state[k] * scale[k];
            }
            float[] q = network.predict(scaled);
            List<?> given = (List<?>) js(
                    "return rules.qValues(JSON.parse(arguments[0]), arguments[1])",
                    Text.json(Map.of("layers", network.layers(), "scale", scale)),
                    boxed(state));
            for (int a = 0; a < 2; a++) {
                assertEquals(q[a], ((Number) given.get(a)).doubleValue(), 1e-5, network.toString());
            }
        }
    }

    @Test
    void theAgentInThePageHasTheQValuesOfDenseNetwork() throws Exception {
        DenseNetwork network = DenseNetwork.of(new Pcg64(4), 4, 32, 32, 2);
        assertSameQValues(network, 1 / 2.4f, 0.5f, 1 / 0.2095f, 0.5f);
    }

    @Test
    void theAgentInThePageHasTheQValuesOfDeeplearning4jWithItsActivations() throws Exception {
        Activation[] all = {
            Activation.RELU,
            Activation.TANH,
            Activation.SIGMOID,
            Activation.SOFTPLUS,
            Activation.SOFTSIGN,
            Activation.ELU,
            Activation.LEAKYRELU,
            Activation.HARDTANH,
            Activation.SWISH,
            Activation.SELU
        };
        for (Activation activation : all) {
            assertSameQValues(Dl4jNetwork.of(model(activation)), 1, 1, 1, 1);
        }
        assertSameQValues(Dl4jNetwork.of(model(Activation.TANH, Activation.RELU, Activation.TANH)), 1, 2, 3, 4);
    }

    /** The file that is sent: from the same start its agent takes the same hundred actions. */
    @Test
    @SuppressWarnings("unchecked")
    void aSavedAgentPlaysAsTheAgentDoes() throws Exception {
        float[] scale = {1 / 2.4f, 0.5f, 1 / 0.2095f, 0.5f};
        QNetwork network = Dl4jNetwork.of(model(Activation.TANH, Activation.TANH));
        Path file = folder.resolve("my-agent.html");
        Game.Card card = new Game.Card("Adam <1e-3>", 7_000, new double[] {490, 500}, LocalDate.of(2026, 11, 30));
        Game.cartPole().agent(network, scale, card).save(file.toString());
        Matcher setting = Pattern.compile("\\), (\\{.*\\})\\)</script>").matcher(Files.readString(file));
        assertTrue(setting.find());
        rules();
        List<List<Number>> played = (List<List<Number>>) js("""
                const { network } = JSON.parse(arguments[0]), states = [];
                let state = arguments[1].slice();
                for (let i = 0; i < 100; i++) {
                  if (rules.cartPole.over(state)) state = arguments[1].map(number => -number * i / 50);
                  const q = rules.qValues(network, state), action = q.indexOf(Math.max(...q));
                  states.push(state.concat(action));
                  rules.cartPole.step(state, action);
                }
                return states;""", setting.group(1), List.of(0.01, -0.02, 0.03, 0.04));
        DqnAgent agent = new DqnAgent(new DqnConfig().observationScale(scale), network);
        int right = 0;
        for (List<Number> moment : played) {
            float[] seen = new float[4];
            for (int i = 0; i < 4; i++) {
                seen[i] = moment.get(i).floatValue();
            }
            assertEquals(agent.action(seen), moment.get(4).intValue(), "in " + moment);
            right += moment.get(4).intValue();
        }
        assertEquals(100, played.size());
        assertTrue(right > 0 && right < 100, right + " of 100 to the right: no test of a choice");
    }

    /** The very game of notebook 00: its cell trains, and its agent plays in the page's own rules. */
    @Test
    @SuppressWarnings("unchecked")
    void theAgentOfTheFirstPageStands5000StepsAndTakesKnocksFromBothSides() throws Exception {
        Path file = folder.resolve("first-page.html");
        try (CellShell shell = new CellShell()) {
            for (JsonNode cell : new ObjectMapper()
                    .readTree(new File("notebooks/00-start-here.ipynb"))
                    .get("cells")) {
                StringBuilder code = new StringBuilder();
                cell.get("source").forEach(line -> code.append(line.asText()));
                String id = cell.get("id").asText();
                if (id.equals("imports") || id.equals("train")) {
                    shell.run(code.toString());
                } else if (id.equals("knock")) {
                    String shown = code.toString().replace("Notebook.show(", "").replace(");", "");
                    shell.run(shown + ".save(\"" + file.toString().replace("\\", "/") + "\");");
                }
            }
        }
        Matcher setting = Pattern.compile("\\), (\\{.*\\})\\)</script>").matcher(Files.readString(file));
        assertTrue(setting.find());
        rules();
        Pcg64 random = new Pcg64(17);
        for (String knock : List.of("0", "1", "-1", "1 - 2 * (count % 2)")) {
            List<Object> lasted = new ArrayList<>();
            for (int game = 0; game < 10; game++) {
                // Untouched 5,000 steps; one knock from either side; and as many as recharge in a minute, in turn.
                lasted.add(js(
                        """
                        const { network } = JSON.parse(arguments[0]), state = arguments[1].slice();
                        let steps = 0, count = 0;
                        for (; steps < 5000 && !rules.cartPole.over(state); steps++) {
                          const due = steps %% rules.knocking.recharge === 125 && steps < 3000;
                          if (due && (count === 0 || arguments[2])) state[3] += rules.knocking.strength * (%s);
                          if (due) count++;
                          const q = rules.qValues(network, state);
                          rules.cartPole.step(state, q.indexOf(Math.max(...q)));
                        }
                        return steps;""".formatted(knock),
                        setting.group(1),
                        boxed(new CartPole().start(random)),
                        knock.length() > 2));
            }
            assertTrue(
                    lasted.stream()
                                    .filter(steps -> ((Number) steps).intValue() == 5_000)
                                    .count()
                            >= 9,
                    knock + ": " + lasted);
        }
    }

    @Test
    void aSavedAgentIsOneFileThatOpensOnAPhone() throws Exception {
        Path file = folder.resolve("sent.html");
        Game.Card card = new Game.Card("Adam <1e-3>", 7_000, new double[] {490, 500}, LocalDate.of(2026, 11, 30));
        Game.cartPole()
                .titled("Ada's agent")
                .agent(balancing(), new float[0], card)
                .save(file.toString());
        assertFalse(Files.readString(file).matches("(?s).*(src|href)=\"(?!data:).*"), "something is fetched");
        browser.get(file.toUri().toString());
        photograph("agent-sent-phone", 390, 844);
        assertNothingSticksOut();
        String all = browser.findElement(By.tagName("body")).getText();
        assertTrue(all.contains("It learned from 7,000 steps") && all.contains("November 30, 2026"), all);
        browser.findElement(By.xpath("//button[text()='Start']")).click();
        await("+document.querySelector('.deepq-game').textContent.match(/Balanced: (\\d+)/)[1] > 30");
        browser.findElement(By.tagName("summary")).click();
        assertTrue(browser.findElement(By.tagName("pre")).getText().contains("Adam <1e-3>"));
        assertEquals(List.of(), Accessibility.violations(browser));
    }

    @Test
    void aBreakoutAgentIsSentWithAGameOfOnesOwn() throws Exception {
        Path file = folder.resolve("breakout.html");
        QNetwork network = DenseNetwork.of(new Pcg64(1), 200, 16, 3);
        Game.breakout().agent(network).save(file.toString());
        browser.get(file.toUri().toString());
        assertEquals(2, browser.findElements(By.cssSelector(".deepq-game")).size());
        browser.findElement(By.xpath("//button[text()='Start']")).click();
        await("document.querySelector('.deepq-game').textContent.includes('The ball is lost')");
        photograph("agent-sent-breakout", 800, 1400);
    }

    @Test
    void whatDoesNotFitIsRefusedInWords() {
        QNetwork small = DenseNetwork.of(new Pcg64(1), 3, 2);
        assertTrue(assertThrows(
                        IllegalArgumentException.class, () -> Game.cartPole().agent(small))
                .getMessage()
                .startsWith("CartPole shows 4 numbers and has 2 actions; this network takes 3 and gives 2"));
        QNetwork cube = Dl4jNetwork.of(model(Activation.CUBE));
        assertTrue(assertThrows(
                        IllegalArgumentException.class, () -> Game.cartPole().agent(cube))
                .getMessage()
                .startsWith("The page does not know the activation cube; it knows [elu, hardtanh"));
        QNetwork dueling = DenseNetwork.hidden(8).dueling().create(4, 2, new Pcg64(1));
        assertThrows(UnsupportedOperationException.class, () -> Game.cartPole().agent(dueling));
    }

    /** Breakout, as an agent sees it. */
    @Test
    void theAgentInThePageSeesWhatTheAgentSees() throws Exception {
        rules();
        Pcg64 random = new Pcg64(6);
        Breakout breakout = Breakout.rules();
        double[] state = breakout.start(random);
        for (int i = 0; i < 300; i++) {
            List<?> seen = (List<?>) js("return rules.breakout.see(arguments[0])", boxed(state));
            float[] expected = breakout.observation(state);
            for (int cell = 0; cell < 100; cell++) {
                assertEquals(expected[cell], ((Number) seen.get(cell)).doubleValue(), 1e-6, "cell " + cell);
            }
            breakout.step(state, random.integers(3), random);
            state = breakout.terminated(state) ? breakout.start(random) : state;
        }
    }

    @Test
    void cartPoleIsPlayedWithTheArrowKeys() throws Exception {
        open("pole", "", Game.cartPole().beside("Random play", 22));
        assertFalse(browser.findElement(By.cssSelector(".deepq > img")).isDisplayed());
        assertTrue(text().contains("Your best: none yet") && text().contains("Random play: 22"), text());
        photograph("game-pole-before", 800, 620);
        field().click();
        assertEquals(field(), browser.switchTo().activeElement());
        press(Keys.ARROW_LEFT);
        await("document.querySelector('.deepq-game').textContent.includes('The pole fell after')");
        String ended = text();
        assertTrue(ended.contains("Your best so far"), ended);
        assertTrue(ended.matches("(?s).*You: (\\d+) steps\\s+Your best: \\1\\s.*"), ended);
        photograph("game-pole-after", 800, 620);
        press(Keys.ENTER);
        await("!document.querySelector('.deepq-game').textContent.includes('The pole fell')");
        await("document.querySelector('.deepq-game').textContent.includes('The pole fell')");
        browser.navigate().refresh();
        assertFalse(text().contains("none yet"), "the page remembers the best score");
    }

    @Test
    void theArrowKeysOfTheRestOfThePageAreLeftAlone() throws Exception {
        open("keys", "", Game.cartPole());
        js("window.seen = []; document.addEventListener('keydown', event => seen.push(event.key + "
                + "event.defaultPrevented))");
        browser.findElement(By.tagName("body")).sendKeys(Keys.ARROW_LEFT);
        assertEquals(List.of("ArrowLeftfalse"), js("return seen"));
        assertTrue(text().contains("You: 0 steps"), text());
        field().click();
        press(Keys.ARROW_LEFT);
        assertEquals(List.of("ArrowLeftfalse"), js("return seen"), "in the game they are the game's");
    }

    @Test
    void aGameThatIsLeftPauses() throws Exception {
        open("leave", "", Game.breakout());
        // In one script: on a slow machine the ball is lost before the browser is asked again.
        String play = """
                const [field, done] = arguments, until = Date.now() + 300;
                const key = name => field.dispatchEvent(new KeyboardEvent('keydown', {key: name, bubbles: true}));
                let frames = 0;
                const played = () => ++frames < 6 || Date.now() < until ? requestAnimationFrame(played) : done(%s);
                field.focus();
                key('ArrowLeft');
                played();""";
        browser.executeAsyncScript(play.formatted("field.blur()"), field());
        await("document.querySelector('.deepq-game').textContent.includes('Paused')");
        browser.executeAsyncScript(play.formatted("key('Escape')"), field());
        await("document.querySelector('.deepq-game').textContent.includes('Go on')");
        assertEquals(true, js("return document.activeElement === document.body"));
    }

    @Test
    void breakoutIsPlayedWithTheArrowKeys() throws Exception {
        open("breakout", "", Game.breakout().beside("The agent", 21.5).beside("Random play", 1.3));
        photograph("game-breakout-before", 800, 900);
        field().click();
        press(Keys.ARROW_RIGHT);
        await("document.querySelector('.deepq-game').textContent.includes('You: 1 brick')");
        photograph("game-breakout", 800, 900);
        photograph("game-breakout-phone", 400, 800);
        assertNothingSticksOut();
        await("document.querySelector('.deepq-game').textContent.includes('The ball is lost after')");
    }

    @Test
    void theButtonsPlayToo() throws Exception {
        open("touch", "", Game.breakout());
        WebElement right = browser.findElement(By.cssSelector("button[aria-label='Move to the right']"));
        new Actions(browser).clickAndHold(right).perform();
        await("document.querySelector('.deepq-game').textContent.includes('Pause')");
        await("document.querySelector('.deepq-game').textContent.includes('You: 1 brick')");
        new Actions(browser).release().perform();
    }

    private static long balanced() {
        return (Long) js("return +document.querySelector('.deepq-game').textContent.match(/Balanced: (\\d+)/)[1]");
    }

    @Test
    void theAgentStartsWhenStartIsPressedAndTakesKnocksThatRecharge() throws Exception {
        open("agent", "background:#111;color:#eee", Game.cartPole().agent(balancing(), 1, 1, 1, 1));
        photograph("game-agent-before", 800, 620);
        await("performance.now() > 1500");
        assertEquals(0, balanced(), "it does not start by itself");
        browser.findElement(By.xpath("//button[text()='Start']")).click();
        await("+document.querySelector('.deepq-game').textContent.match(/Balanced: (\\d+)/)[1] > 10");
        press(Keys.ARROW_RIGHT);
        press(Keys.ARROW_LEFT);
        await("document.querySelector('.deepq-game').textContent.includes(', 1 knock')");
        assertTrue(Integer.parseInt(browser.findElement(By.cssSelector("[role=progressbar]"))
                        .getAttribute("aria-valuenow"))
                < 100);
        photograph("game-agent-dark", 800, 620);
        photograph("game-agent-phone", 400, 700);
        assertNothingSticksOut();
        await("document.querySelector('[role=progressbar]').getAttribute('aria-valuenow') === '100'");
        assertTrue(text().matches("(?s).*, 1 knock\\s.*"), "the second knock came too early and counts for nothing");
        press(Keys.ARROW_LEFT);
        await("document.querySelector('.deepq-game').textContent.includes(', 2 knocks')");
    }

    @Test
    void aTapStartsAGameAndPlaysIt() throws Exception {
        open("tap", "", Game.cartPole());
        assertTrue(text().contains("by a tap on the left or the right half of the picture"), text());
        assertTrue(text().contains("It ends after 500 steps"), text());
        new Actions(browser).moveToElement(field(), 100, 20).click().perform();
        await("document.querySelector('.deepq-game').textContent.includes('The pole fell after')");
    }

    @Test
    void everyControlIsReachedByTab() throws Exception {
        open("tab", "", Game.breakout());
        List<String> reached = new ArrayList<>();
        WebElement page = browser.findElement(By.tagName("body"));
        for (int i = 0; i < 5; i++) {
            (i == 0 ? page : browser.switchTo().activeElement()).sendKeys(Keys.TAB);
            WebElement element = browser.switchTo().activeElement();
            String label = element.getAttribute("aria-label");
            reached.add(label == null ? element.getText() : label.replaceFirst(",.*", ""));
        }
        assertEquals(
                List.of("Breakout: your turn", "Move to the left", "Move to the right", "Start", "Speed"), reached);
    }

    @Test
    void slidersShowThePictureOfTheirValues() throws Exception {
        Slider one = Slider.titled("One parameter", "gamma")
                .over(new double[] {0, 0.5, 0.9}, gamma -> CartPoleScene.of(new float[] {0, 0, (float) gamma / 5, 0}));
        Slider two = Slider.titled("Plots", "alpha")
                .over(new double[] {0.1, 0.5, 0.7, 1}, alpha -> Plot.titled("Return, alpha " + alpha)
                        .x("episode")
                        .y("return")
                        .line("agent", new double[] {alpha, 1}));
        open("sliders", "", one, two);
        assertEquals(List.of(List.of(1L), List.of(2L)), visibleSlides());
        List<WebElement> inputs = browser.findElements(By.cssSelector(".deepq-slider input"));
        inputs.get(0).sendKeys(Keys.ARROW_RIGHT);
        inputs.get(1).sendKeys(Keys.HOME);
        assertEquals(List.of(List.of(2L), List.of(0L)), visibleSlides());
        assertEquals("gamma 0.9", inputs.get(0).getAttribute("aria-valuetext"));
        assertEquals("0.9", browser.findElement(By.tagName("output")).getText());
        photograph("sliders", 800, 1100);
        photograph("sliders-phone", 400, 900);
        assertNothingSticksOut();
        assertEquals(List.of(), Accessibility.violations(browser));
    }

    private static Object visibleSlides() {
        return js("return [...document.querySelectorAll('.deepq-slider')].map(slider => "
                + "[...slider.nextElementSibling.children].flatMap((slide, i) => slide.style.visibility "
                + "=== 'visible' ? [i] : []))");
    }

    @Test
    void gamesAreAccessible() throws Exception {
        Game agent = Game.cartPole().agent(balancing());
        open("accessible", "", Game.cartPole().beside("Random play", 22), agent, Game.breakout());
        assertEquals(List.of(), Accessibility.violations(browser));
        open("accessible-dark", "background:#111;color:#eee", Game.cartPole().beside("Random play", 22));
        assertEquals(List.of(), Accessibility.violations(browser));
    }
}
