export default function Page() {
  return <main>Linernotes</main>;
}
