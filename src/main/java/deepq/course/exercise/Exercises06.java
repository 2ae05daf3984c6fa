package deepq.course.exercise;

import deepq.env.Environment;
import deepq.env.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The checks of notebook 06, A moving target: the pieces of the reader's program. A wrong one is named, and runs. */
public final class Exercises06 {
    /** So long a first use of deeplearning4j may take. */
    private static final double SECONDS = 20;

    static {
        Models.oneThread();
    }

    private Exercises06() {}

    /**
     * What an agent learns from: one step of its life.
     *
     * @param s what it saw
     * @param action what it did
     * @param reward what it received
     * @param next what it saw then
     * @param terminated whether the game was over
     */
    public record Transition(float[] s, int action, float reward, float[] next, boolean terminated) {}

    /** One step of learning from a batch; returns the loss. */
    public interface Learn {
        double from(MultiLayerNetwork online, MultiLayerNetwork target, List<Transition> batch);
    }

    public static Learn learn(Learn answer) {
        return Exercise.<Learn>of("One step of learning", (online, target, batch) -> {
                    int n = batch.size();
                    float[][] states = batch.stream().map(Transition::s).toArray(float[][]::new);
                    float[][] nexts = batch.stream().map(Transition::next).toArray(float[][]::new);
                    float[] nextQ = target.output(Nd4j.create(nexts)).max(1).toFloatVector();
                    float[][] y = new float[n][2];
                    float[][] mask = new float[n][2];
                    for (int i = 0; i < n; i++) {
                        Transition t = batch.get(i);
                        y[i][t.action()] = t.reward() + (t.terminated() ? 0 : 0.99f * nextQ[i]);
                        mask[i][t.action()] = 1;
                    }
                    online.fit(Nd4j.create(states), Nd4j.create(y), null, Nd4j.create(mask));
                    return online.score();
                })
                .task("reward 1, a pole that fell, Q-values 5 and 7 in the next state (y)", f -> taught(f, 5, 7, true))
                .says("Nothing comes after the end. What is left of the target?")
                .task("reward 1, a step that went on, next Q-values 5 and 7 (y)", f -> taught(f, 5, 7, false))
                .says("The reward, and what may still come: gamma times which of the next state's Q-values?")
                .task("reward 1, Q-values -5 and -7 in the next state (y)", f -> taught(f, -5, -7, false))
                .says("All Q-values may be negative. Which is the larger of these?")
                .task(
                        "the target network's Q-values 5 and 7, the online network's 40 and 50 (y)",
                        f -> taught(f, constant(40, 50), constant(5, 7), STEP).get(0))
                .says("There are two networks. Which one learns, and which one makes the targets?")
                .task(
                        "Q-values that grow with the position of the cart, which was 1 and is then 3 (y)",
                        f -> taught(f, rising(), rising(), STEP).get(0))
                .says("The target asks what may still come: from where the step began, or from where it led?")
                .task("action 1 taken (which Q-values are told something: 1, or nothing: 0)", f -> told(f, STEP))
                .task("action 0 taken (which Q-values are told something)", f -> told(f, FALL))
                .says("The step shows what came of one action. Which place of the mask is 1?")
                .task("4 rows (y of the actions taken)", f -> taught(f, rising(), rising(), FALL, OTHER, STEP, OTHER))
                .says("The first row is right. Each row has its own reward, its own end and its own next state.")
                .task("two batches of two (how often the network learns, and what is returned)", Exercises06::fits)
                .says("One fit for the whole batch; score() is its loss.")
                .within(SECONDS)
                .runs()
                .handBack(answer);
    }

    private static final Transition STEP =
            new Transition(new float[] {1, 0, 0, 0}, 1, 1, new float[] {3, 0, 0, 0}, false);
    private static final Transition FALL =
            new Transition(new float[] {2, 0, 0, 0}, 0, -2, new float[] {4, 0, 0, 0}, true);
    private static final Transition OTHER =
            new Transition(new float[] {0, 0, 0, 0}, 0, 0.5f, new float[] {-2, 0, 0, 0}, false);

    private static float taught(Learn learn, double left, double right, boolean terminated) {
        MultiLayerNetwork both = constant(left, right);
        return taught(learn, both, both, new Transition(STEP.s, STEP.action, 1, STEP.next, terminated))
                .get(0);
    }

    /** What each row's action is told to be worth. */
    private static List<Float> taught(
            Learn learn, MultiLayerNetwork online, MultiLayerNetwork target, Transition... batch) {
        Recorder recorder = new Recorder(online);
        learn.from(recorder, target == online ? recorder : target, List.of(batch));
        return IntStream.range(0, batch.length)
                .mapToObj(i -> recorder.labels.getFloat(i, batch[i].action))
                .toList();
    }

    private static float[] told(Learn learn, Transition row) {
        Recorder recorder = new Recorder(constant(5, 7));
        learn.from(recorder, constant(5, 7), List.of(row));
        return recorder.mask == null
                ? new float[] {1, 1}
                : recorder.mask.getRow(0).toFloatVector();
    }

    private static List<Double> fits(Learn learn) {
        Recorder recorder = new Recorder(rising());
        double first = learn.from(recorder, rising(), List.of(STEP, OTHER));
        double second = learn.from(recorder, rising(), List.of(STEP, OTHER));
        return List.of((double) recorder.fits, first, second);
    }

    /** Notes what it is told and does not learn it. */
    @SuppressWarnings({"serial", "overrides"}) // both are deeplearning4j's
    private static final class Recorder extends MultiLayerNetwork {
        private transient INDArray labels;
        private transient INDArray mask;
        private int fits;

        Recorder(MultiLayerNetwork like) {
            super(like.getLayerWiseConfigurations());
            init();
            setParams(like.params());
        }

        /** The other ways to fit it come here, too. */
        @Override
        public void fit(INDArray features, INDArray y, INDArray featuresMask, INDArray labelsMask) {
            labels = y;
            mask = labelsMask;
            fits++;
        }

        @Override
        public double score() {
            return fits == 1 ? -1.5 : 2.5;
        }
    }

    private static MultiLayerNetwork constant(double left, double right) {
        return Models.linear(4, 2, 0, 0, 0, 0, 0, 0, 0, 0, left, right);
    }

    /** Q-values of left and right: 10 plus the position, and twice that. */
    private static MultiLayerNetwork rising() {
        return Models.linear(4, 2, 1, 0, 0, 0, 2, 0, 0, 0, 10, 20);
    }

    /** One round of fitted Q iteration: so many fits. */
    public interface Round {
        void run(MultiLayerNetwork online, MultiLayerNetwork target, int fits, Runnable learn);
    }

    public static Round round(Round answer) {
        return rounds(
                        Exercise.of("One round", (online, target, fits, learn) -> {
                            target.setParams(online.params());
                            for (int i = 0; i < fits; i++) {
                                learn.run();
                            }
                        }),
                        "In a round all targets come from the network as the last round left it. When does the target "
                                + "network have to become that? (The online network learns; only the other one is "
                                + "overwritten.)")
                .handBack(answer);
    }

    /** The line moved: the online network, as it is just now, makes the targets of each fit. */
    public static Round moved(Round answer) {
        return rounds(
                        Exercise.of("One line moved", (online, target, fits, learn) -> {
                            for (int i = 0; i < fits; i++) {
                                target.setParams(online.params());
                                learn.run();
                            }
                        }),
                        "Each fit makes a new online version. Which one is to make the targets of the next fit? (Only "
                                + "the target network is overwritten.)")
                .handBack(answer);
    }

    private static Exercise<Round> rounds(Exercise<Round> exercise, String targets) {
        return exercise.task("3 fits (which online versions make the targets; the last of all)", f -> made(f, 3))
                .says(targets)
                .task("5 fits (which online versions make the targets; the last of all)", f -> made(f, 5))
                .says("A round has as many fits as it is told, one learn.run() each.")
                .within(SECONDS)
                .runs();
    }

    /**
     * Which version of the online network, at first 4, makes the targets of each fit (1: none of them), and which it
     * has afterwards; each fit makes it one higher.
     */
    private static List<Integer> made(Round round, int fits) {
        MultiLayerNetwork online = version(4);
        MultiLayerNetwork target = version(1);
        List<Integer> made = new ArrayList<>();
        round.run(online, target, fits, () -> {
            made.add(version(target));
            online.setParams(version(version(online) + 1).params());
        });
        made.add(version(online));
        return made;
    }

    private static MultiLayerNetwork version(int number) {
        return Models.linear(1, 1, number, 0);
    }

    private static int version(MultiLayerNetwork network) {
        return (int) network.params().getDouble(0);
    }

    /** One step in the game, learned from at once; returns the state that the agent is in then. */
    public interface Act {
        float[] step(Environment<float[]> game, float[] s, int action, Learner learn);
    }

    /** Where a transition goes. */
    public interface Learner {
        void from(Transition now);
    }

    public static Act act(Act answer) {
        return Exercise.<Act>of("One step of life", (game, s, action, learn) -> {
                    Step<float[]> step = game.step(action);
                    float[] next = scale(step.observation());
                    learn.from(new Transition(s, action, (float) step.reward(), next, step.terminated()));
                    return step.ended() ? scale(game.reset()) : next;
                })
                .task("a step to the right (what is learned)", f -> learned(f, ON, 1, 1, 2, 3, 4))
                .task("a step to the left (what is learned)", f -> learned(f, ON, 0, -1, 2, -3, 4))
                .says("Learned is what the agent saw before the step (is that still in s?), the action that was taken,"
                        + " the reward that it brought, and what was seen then. What the game shows is in meters and"
                        + " radians; the network wants it scaled.")
                .task("a step (the state that the agent is in then)", f -> next(f, ON))
                .says("The next step sets out from where this one led.")
                .task("a step in which the pole falls (what is learned)", f -> learned(f, FELL, 1, 1, 2, 3, 4))
                .says("The pole lies on the ground: nothing follows. What is learned ends with the fallen pole, not"
                        + " with the pole of the next game.")
                .task("a step in which the pole falls (the state that the agent is in then)", f -> next(f, FELL))
                .says("The pole lies on the ground. Where does the agent go on, and has it been scaled?")
                .task("a step after which time is up (what is learned)", f -> learned(f, LATE, 1, 1, 2, 3, 4))
                .says("Time is up, but the pole stands: the game could go on. Terminated and ended are not the same.")
                .task("a step after which time is up (the state that the agent is in then)", f -> next(f, LATE))
                .says("The time is up, so the next step has to be the first of a new game.")
                .task("steps to the left, right, left and right, the third a fall (what the game is told)", f -> {
                    Toy<float[]> game = game(ON, ON, FELL, ON);
                    float[] s = {1, 2, 3, 4};
                    for (int i = 0; i < 4; i++) {
                        s = f.step(game, s, i % 2, now -> {});
                    }
                    return game.diary;
                })
                .says("One call of game.step for each step, with the action chosen, and one reset for each end.")
                .within(SECONDS)
                .runs()
                .handBack(answer);
    }

    private static float[] scale(float[] o) {
        return new float[] {o[0] / 2.4f, o[1] / 2, o[2] / 0.2095f, o[3] / 2};
    }

    private static Transition learned(Act act, Step<float[]> step, int action, float... s) {
        List<Transition> learned = new ArrayList<>();
        act.step(game(step), s, action, learned::add);
        if (learned.size() != 1) {
            throw new IllegalStateException("learn.from was called " + learned.size() + " times for one step");
        }
        return learned.get(0);
    }

    private static float[] next(Act act, Step<float[]> step) {
        return act.step(game(step), new float[] {1, 2, 3, 4}, 1, now -> {});
    }

    static final Step<float[]> ON = new Step<>(new float[] {0.24f, 0.4f, 0.0419f, -3}, -0.5, false, false);
    static final Step<float[]> FELL = new Step<>(new float[] {0.48f, 1, 0.419f, 3}, 1, true, false);
    static final Step<float[]> LATE = new Step<>(new float[] {-0.24f, 0.2f, 0.0419f, 2}, 1, false, true);

    /** A game that gives these steps one after the other, and then again, whatever is done. */
    @SafeVarargs
    static Toy<float[]> game(Step<float[]>... steps) {
        Iterator<Step<float[]>> next =
                Stream.generate(() -> steps).flatMap(Arrays::stream).iterator();
        return Toy.of(2, () -> new float[] {0.024f, -0.02f, 0.01f, 0.04f}, (n, action) -> {
            Step<float[]> step = next.next();
            return new Step<>(step.observation().clone(), step.reward(), step.terminated(), step.truncated());
        });
    }

    /** Renews the target network when it is time, after step t. */
    public interface Copy {
        void after(int t, MultiLayerNetwork online, MultiLayerNetwork target);
    }

    public static Copy copy(Copy answer) {
        return Exercise.<Copy>of("The copy", (t, online, target) -> {
                    if (t % 100 == 0) {
                        target.setParams(online.params());
                    }
                })
                .task("steps 1 to 1000 (how many steps from each copy to the next)", Exercises06::betweenCopies)
                .says("One copy for each hundred steps, from the network that learns to the one that stands still until"
                        + " the next. (An assignment copies nothing: it only gives a second name.)")
                .within(SECONDS)
                .runs()
                .handBack(answer);
    }

    private static int[] betweenCopies(Copy copy) {
        MultiLayerNetwork online = version(4);
        MultiLayerNetwork target = version(1);
        List<Integer> copies = new ArrayList<>();
        for (int t = 1; t <= 1_000; t++) {
            copy.after(t, online, target);
            if (version(target) == 4) {
                copies.add(t);
                target.setParams(version(1).params());
            }
        }
        return IntStream.range(1, copies.size())
                .map(i -> copies.get(i) - copies.get(i - 1))
                .toArray();
    }

    /** The weight after an update from a state worth w whose next one is worth 2w, in a copy of the weight. */
    public interface TwoStates {
        double of(double w, double copy, double gamma, double alpha);
    }

    public static TwoStates twoStates(TwoStates answer) {
        return Exercise.<TwoStates>of("Two states", (w, copy, gamma, alpha) -> w + alpha * (gamma * 2 * copy - w))
                .fixed("gamma", "alpha")
                .with(-2, 4, 0.5, 1)
                .says("With alpha 1 the weight goes all the way to the target. The copy makes the target: how much is "
                        + "the second state worth, if the first is worth copy, and a step later?")
                .with(3, 3, 0.5, 0.1)
                .says("The target and w are the same. The estimate that is corrected is the one of w itself.")
                .with(3, 1, 0.9, 0.5)
                .says("The weight goes only a part of the way from w.")
                .otherwise("Target: gamma times the value of the second state. And w goes the part alpha of the way.")
                .handBack(answer);
    }
}
