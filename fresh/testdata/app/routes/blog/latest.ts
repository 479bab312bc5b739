export const handler = () => new Response("latest");
